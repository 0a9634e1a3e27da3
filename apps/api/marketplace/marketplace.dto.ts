/** What the platform's systems tell of orders and sellers, and what is answered. */
import { ApiProperty } from '@nestjs/swagger';
import { LANGUAGES, MEMBER_ROLES, type MemberRole, ORDER_STATES, type OrderState } from '../../../libs/domain';
import { Page } from '../edge/page.dto';
import {
  CURSOR,
  KnownMarket,
  KnownMarkets,
  LIMIT,
  Names,
  OneOf,
  Parts,
  Person,
  Seller,
  Some,
  SomeSellers,
  Text,
  Whole,
} from '../edge/shape';

const AMOUNT = {
  max: 20,
  pattern: { is: /^(0|[1-9]\d{0,11})(\.\d{1,4})?$/, sentence: 'has to be a decimal such as 19.99' },
  optional: true,
  about: 'Decimal, with no more decimals than the currency has.',
  example: '19.99',
} as const;
const ABSENT = { required: false } as const;

export class Item {
  @Text({ max: 300 }) title: string;
  @Whole(1, 1_000_000) quantity: number;
  @Text({ max: 100, optional: true, about: "The seller's number of the article." }) sku?: string;
  @Text({ ...AMOUNT, about: 'Of one piece, in the currency of the order.' }) price?: string;
}

export class ToldOrder {
  @Person() buyer: string;
  @Seller() seller: string;
  @OneOf(ORDER_STATES) state: OrderState;
  @KnownMarket({ optional: true }) market?: string;
  @Parts(() => Item, 200, { optional: true }) items?: Item[];
  @Text(AMOUNT) amount?: string;
  @OneOf(Intl.supportedValuesOf('currency'), { optional: true, about: 'ISO 4217.', example: 'EUR' }) currency?: string;
  @Text({ max: 1_000, lines: true, optional: true, about: 'Shown to the seller only.' }) deliveryAddress?: string;
  @Names(100, { optional: true }) trackingNumbers?: string[];
}

export class Member {
  @Person() id: string;
  @OneOf(MEMBER_ROLES) role: MemberRole;
}

export class ToldSeller {
  @Text({ max: 200 }) name: string;
  @KnownMarkets() markets: string[];
  @Some(LANGUAGES) languages: string[];
  @Parts(() => Member, 1_000) members: Member[];
}

/** What was recorded. */
export class Told {
  @ApiProperty({ type: 'integer', description: 'The last revision of its stream.' }) revision: number;
  @ApiProperty({ type: [String], description: 'The events this led to; none when the same was known.' }) events: string[];
}

/** What of an order is shown with its conversation, too. */
export class OrderDetails {
  @ApiProperty({ enum: ORDER_STATES }) state: OrderState;
  @ApiProperty({ type: [Item] }) items: Item[];
  @ApiProperty({ ...ABSENT, description: 'Decimal.' }) amount?: string;
  @ApiProperty({ ...ABSENT, description: 'ISO 4217.' }) currency?: string;
  @ApiProperty({ type: [String] }) trackingNumbers: string[];
  @ApiProperty({ ...ABSENT, description: 'Market it was placed in.' }) market?: string;
  @ApiProperty({ ...ABSENT, description: 'For the seller, and the platform for a recorded reason.' }) deliveryAddress?: string;
  @ApiProperty({ format: 'date-time', description: 'Since when it is so.' }) at: string;
}

export class OrderAnswer extends OrderDetails {
  @ApiProperty() order: string;
  @ApiProperty() buyer: string;
  @ApiProperty() seller: string;
}

export class OrdersQuery {
  @Text(CURSOR) cursor?: string;
  @Whole(1, 100, LIMIT) limit?: number;
}

export class OrdersAnswer extends Page {
  @ApiProperty({ type: [OrderAnswer] }) items: OrderAnswer[];
}

export class SellerAnswer {
  @ApiProperty() seller: string;
  @ApiProperty() name: string;
  @ApiProperty({ type: [String] }) markets: string[];
  @ApiProperty({ type: [String] }) languages: string[];
  @ApiProperty({ ...ABSENT, type: [Member], description: 'A buyer is not told.' }) members?: Member[];
  @ApiProperty({ format: 'date-time', description: 'Since when it is so.' }) at: string;
}

export class SellersQuery {
  @SomeSellers({ optional: true }) seller?: string[];
  @Text({ max: 100, optional: true, about: 'Instead: part of a name; those whose names have it, at most twenty.' }) name?: string;
}

export class SellerName {
  @ApiProperty() seller: string;
  @ApiProperty() name: string;
}

export class SellerNamesAnswer {
  @ApiProperty({ type: [SellerName] }) items: SellerName[];
}
