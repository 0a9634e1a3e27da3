import { Body, Controller, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RecordSeller, SELLER_ID, SELLER_ID_IS } from '../../../libs/domain';
import { ProductClock } from '../../../libs/product-clock';
import { Commands } from '../application/commands';
import { GetSeller, ListSellerNames } from '../application/queries';
import { EVERYBODY, PLATFORM } from '../edge/access';
import { stampOf } from '../edge/idempotency';
import { TOLD_LIMIT } from '../edge/json-body';
import { Reads } from '../edge/positions';
import { invalid, notFound } from '../edge/problem';
import { Read, Write } from '../edge/routes';
import { SellerAnswer, SellerNamesAnswer, SellersQuery, Told, ToldSeller } from './marketplace.dto';
import { told } from './told';

/** Sellers as the platform's systems tell of them (R1.6). */
@ApiTags('orders and sellers')
@Controller('v1/sellers')
export class SellersController {
  constructor(
    private readonly commands: Commands,
    private readonly reads: Reads,
    @Inject(ProductClock) private readonly clock: ProductClock,
  ) {}

  @Write(
    ':id',
    { command: 'RecordSeller', bodyLimit: TOLD_LIMIT, summary: 'Tells a seller as it stands, whole (R1.6)', answer: Told },
    'PUT',
  )
  async put(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('id') id: string,
    @Body() { members, ...rest }: ToldSeller,
  ): Promise<Told> {
    if (!SELLER_ID.test(id)) throw invalid('id', 'pattern', `id has to be ${SELLER_ID_IS}`);
    const twice = members.findIndex(({ id }, at) => members.findIndex((other) => other.id === id) < at);
    if (twice >= 0) throw invalid(`members[${twice}].id`, 'unique', `members[${twice}].id is there twice`);
    const facts = { ...rest, members: members.map((member) => ({ ...member })) };
    return told(reply, await this.commands.dispatch(new RecordSeller(id, stampOf(request, this.clock.now()), facts)));
  }

  @Read('', {
    roles: ['buyer', ...PLATFORM],
    summary: 'What these sellers are called, or those with such a name; one of whom nothing was told is left out',
    answer: SellerNamesAnswer,
    fresh: true,
  })
  async named(@Req() request: FastifyRequest, @Query() { seller, name }: SellersQuery): Promise<object> {
    if ((seller === undefined) === (name === undefined))
      throw invalid('seller', 'required', 'seller or name is required, not both');
    return { items: await this.reads.ask(request, (view) => new ListSellerNames(view, seller ?? { name: name as string })) };
  }

  @Read(':id', {
    roles: EVERYBODY,
    summary: 'A seller as it was told last; its members for itself and the platform only',
    answer: SellerAnswer,
    fresh: true,
  })
  async one(@Req() request: FastifyRequest, @Param('id') id: string): Promise<object> {
    if (!SELLER_ID.test(id)) throw notFound();
    return this.reads.ask(request, (view) => new GetSeller(view, id));
  }
}
