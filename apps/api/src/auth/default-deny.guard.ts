import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Ledger, type Actor } from '#database';
import { Forbidden, type Permission } from '#workflow';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Authenticator } from './authenticator.js';
import { NotSignedIn } from './auth.errors.js';
import { couldHold, ROUTE_ACCESS, type RouteAccess } from './route-access.js';

/** Stands before every route: nobody passes who is not let in by what the route declares. */
@Injectable()
export class DefaultDenyGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authenticator: Authenticator,
    private readonly ledger: Ledger,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.reflector.get<RouteAccess | undefined>(ROUTE_ACCESS, context.getHandler());
    if (access?.to === 'anybody') return true;

    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const actor = await this.authenticator.findActor(request, http.getResponse<FastifyReply>());
    if (!actor) throw new NotSignedIn();
    const permissions = access?.to === 'holders' ? access.permissions : undefined;
    request.actor = permissions ? { ...actor, request: { ...actor.request, permissions } } : actor;

    if (permissions) await this.requireCouldHold(actor, permissions);
    return access !== undefined;
  }

  private async requireCouldHold(actor: Actor, permissions: readonly Permission[]): Promise<void> {
    if (permissions.some((permission) => couldHold(actor.roles, permission))) return;

    const refusal = new Forbidden(permissions[0]!);
    await this.ledger.recordRefusal(actor, { purpose: permissions[0]!, reasonCode: refusal.code });
    throw refusal;
  }
}
