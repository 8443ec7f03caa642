import { Module } from '@nestjs/common';
import { ProofsController } from './proofs.controller.js';
import { ProofsQueries } from './proofs.queries.js';

@Module({ controllers: [ProofsController], providers: [ProofsQueries] })
export class ProofsModule {}
