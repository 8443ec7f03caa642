import { applyDecorators, createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import { ApiSecurity } from '@nestjs/swagger';
import type { Actor } from '#database';
import { roleMay, type Permission, type Role } from '#workflow';
import type { FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the guard on every route that is not public. */
    actor?: Actor;
  }
}

export const ROUTE_ACCESS = 'consilium:route-access';

/** Who may call a route. */
export type RouteAccess =
  | { readonly to: 'anybody' }
  | { readonly to: 'signed-in' }
  | { readonly to: 'holders'; readonly permissions: readonly Permission[] };

/** Whoever may ever hold one of these permissions may call the route; the act decides for the record. */
export const Allow = (...permissions: [Permission, ...Permission[]]) => access({ to: 'holders', permissions });

/** Whoever is signed in may call the route. */
export const AllowSignedIn = () => access({ to: 'signed-in' });

/** Anybody may call the route, without signing in. */
export const Public = () => applyDecorators(access({ to: 'anybody' }), ApiSecurity({}));

/** Who asks, as their token says. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!actor) throw new Error('a public route has no actor');
  return actor;
});

/**
 * Whether roles of an account could ever carry a permission: a board or a meeting may have any specialist as its chair,
 * which the token does not say. Wider than the truth, never narrower; the record decides.
 */
export function couldHold(roles: readonly Role[], permission: Permission): boolean {
  const possible = roles.includes('specialist') ? [...roles, 'chair' as const] : roles;
  return roleMay(possible, permission) !== null;
}

function access(value: RouteAccess) {
  return SetMetadata(ROUTE_ACCESS, value);
}
