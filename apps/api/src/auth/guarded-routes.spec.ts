import { Controller, Get, Module, Post } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { GuardedRoutes } from './guarded-routes.js';
import { Allow, AllowSignedIn, Public } from './route-access.js';

@Controller('declared')
class DeclaredController {
  @Get()
  @Allow('case:read')
  show() {
    return this.helper();
  }

  @Post()
  @AllowSignedIn()
  act() {
    return this.helper();
  }

  @Get('catalogue')
  @Public()
  catalogue() {
    return this.helper();
  }

  private helper() {
    return {};
  }
}

@Controller('forgetful')
class ForgetfulController {
  @Get()
  @Allow('case:read')
  show() {
    return {};
  }

  @Post()
  forgotten() {
    return {};
  }
}

class HeirController extends ForgetfulController {}
Controller('heir')(HeirController);

async function start(...controllers: (typeof DeclaredController | typeof ForgetfulController)[]) {
  @Module({ imports: [DiscoveryModule], controllers, providers: [GuardedRoutes] })
  class Toy {}
  const moduleRef = await Test.createTestingModule({ imports: [Toy] }).compile();
  return moduleRef.init();
}

describe('starting the server', () => {
  it('goes on when every route says who may call it', async () => {
    await expect(start(DeclaredController)).resolves.toBeDefined();
  });

  it('is refused while a route does not, and names it', async () => {
    await expect(start(DeclaredController, ForgetfulController)).rejects.toThrow(
      'give each @Allow, @AllowSignedIn or @Public: ForgetfulController.forgotten (POST)',
    );
  });

  it('is refused for a route that was inherited', async () => {
    await expect(start(HeirController)).rejects.toThrow('HeirController.forgotten (POST)');
  });
});
