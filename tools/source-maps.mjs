/**
 * Loaded before a program: its stack traces name our TypeScript. The maps of the libraries weigh more than all of ours, and nobody looks
 * at them.
 */
import { setSourceMapsSupport } from 'node:module';

setSourceMapsSupport(true, { nodeModules: false });
