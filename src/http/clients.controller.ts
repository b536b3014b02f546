import { Controller, Get, Header } from '@nestjs/common';
import { pythonClient } from '../clients/python.js';
import type { Description } from '../clients/schema.js';
import { openApi } from './openapi/document.js';

/** The description as it is served. */
const served = (): Description => JSON.parse(JSON.stringify(openApi()));

/** Clients of this very interface, made of its description when they are first asked for. */
@Controller('clients')
export class ClientsController {
  #python?: string;

  @Get('gigaledger.py')
  @Header('Content-Type', 'text/x-python; charset=utf-8')
  python(): string {
    return (this.#python ??= pythonClient(served()));
  }
}
