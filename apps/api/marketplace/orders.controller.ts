import { Body, Controller, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ORDER_ID, ORDER_ID_IS, RecordOrder } from '../../../libs/domain';
import { ProductClock } from '../../../libs/product-clock';
import { Commands } from '../application/commands';
import { GetOrder, ListOrders } from '../application/queries';
import { EVERYBODY } from '../edge/access';
import { stampOf } from '../edge/idempotency';
import { TOLD_LIMIT } from '../edge/json-body';
import { Reads } from '../edge/positions';
import { invalid, notFound } from '../edge/problem';
import { Read, Write } from '../edge/routes';
import { OrderAnswer, OrdersAnswer, OrdersQuery, Told, ToldOrder } from './marketplace.dto';
import { told } from './told';

/** Orders as the platform's systems tell of them (R1.6). */
@ApiTags('orders and sellers')
@Controller('v1/orders')
export class OrdersController {
  constructor(
    private readonly commands: Commands,
    private readonly reads: Reads,
    @Inject(ProductClock) private readonly clock: ProductClock,
  ) {}

  @Write(
    ':id',
    { command: 'RecordOrder', bodyLimit: TOLD_LIMIT, summary: 'Tells an order as it stands, whole (R1.6)', answer: Told },
    'PUT',
  )
  async put(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('id') id: string,
    @Body() { items = [], trackingNumbers = [], ...rest }: ToldOrder,
  ): Promise<Told> {
    if (!ORDER_ID.test(id)) throw invalid('id', 'pattern', `id has to be ${ORDER_ID_IS}`);
    const facts = { ...rest, items: items.map((item) => ({ ...item })), trackingNumbers };
    return told(reply, await this.commands.dispatch(new RecordOrder(id, stampOf(request, this.clock.now()), facts)));
  }

  @Read('', { roles: ['buyer'], summary: 'Orders of the caller, those told last first', answer: OrdersAnswer, fresh: true })
  async list(@Req() request: FastifyRequest, @Query() { cursor, limit = 25 }: OrdersQuery): Promise<object> {
    return this.reads.ask(request, (view) => new ListOrders(view, { cursor, limit }));
  }

  @Read(':id', {
    roles: EVERYBODY,
    summary: 'An order as it was told last, for its parties and the platform; the delivery address for the seller only',
    answer: OrderAnswer,
    fresh: true,
  })
  async one(@Req() request: FastifyRequest, @Param('id') id: string): Promise<object> {
    if (!ORDER_ID.test(id)) throw notFound();
    return this.reads.ask(request, (view) => new GetOrder(view, id));
  }
}
