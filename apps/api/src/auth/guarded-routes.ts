import { Injectable, RequestMethod, type OnModuleInit } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { ROUTE_ACCESS } from './route-access.js';

/** Refuses to start while a route does not say who may call it. */
@Injectable()
export class GuardedRoutes implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  onModuleInit(): void {
    const open = this.discovery.getControllers().flatMap(({ metatype }) => this.undeclaredIn(metatype as Function));
    if (open.length === 0) return;
    throw new Error(
      `These routes do not say who may call them; give each @Allow, @AllowSignedIn or @Public: ${open.join(', ')}`,
    );
  }

  private undeclaredIn(controller: Function): string[] {
    const prototype = controller.prototype as Record<string, Function>;
    return this.scanner.getAllMethodNames(prototype).flatMap((name) => {
      const handler = prototype[name]!;
      const isRoute = Reflect.hasMetadata(PATH_METADATA, handler);
      if (!isRoute || Reflect.hasMetadata(ROUTE_ACCESS, handler)) return [];
      const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as number];
      return [`${controller.name}.${name} (${method})`];
    });
  }
}
