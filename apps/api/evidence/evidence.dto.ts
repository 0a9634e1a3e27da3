/** What can be asked of packages of evidence, and what is answered. */
import { ApiProperty } from '@nestjs/swagger';
import { EVIDENCE_FORMS, LANGUAGES } from '../../../libs/domain';
import { DISCLOSED } from '../../../libs/evidence';
import { Instant, OneOf, Seller, Some, Text, Uuids } from '../edge/shape';

const INSTANT = { format: 'date-time' } as const;

/** Conversations, or an order, or a seller and a time; and what of it is opened. */
export class EvidenceSelection {
  @Uuids(1_000, { optional: true, about: 'Conversations; or `order`; or `seller` with `from` and `to`.' })
  conversations?: string[];
  @Text({ max: 100, optional: true, about: 'All conversations of this order.' }) order?: string;
  @Seller({ optional: true, about: 'Conversations of this seller in which something happened between `from` and `to`.' })
  seller?: string;
  @Instant({ optional: true }) from?: string;
  @Instant({ optional: true, about: 'Excluded.' }) to?: string;
  @Instant({ optional: true, about: 'As it was on record then; default: now.' }) asOf?: string;
  @Some(DISCLOSED, {
    optional: true,
    about:
      'Texts that are opened, by the names of their fields, and `attachments`: the files. Left out: nothing is opened, and people read in the renderings what the other side read, with masks. An empty list: no text is shown.',
  })
  disclose?: string[];
}

export class NewEvidence extends EvidenceSelection {
  @Text({ max: 500, about: 'What it is for.' }) purpose: string;
  @Text({ max: 2_000, about: 'Why it is made, for the record.' }) reason: string;
  @OneOf(LANGUAGES, { optional: true, about: 'Of the renderings; default: that of Accept-Language.' }) language?: string;
}

export class PackageQuery {
  @OneOf(EVIDENCE_FORMS, {
    optional: true,
    about:
      '`asice`: the sealed package (default). Without authority of their own: `rsmf` (RSMF 2.0) and `vcon` (IETF draft), one document, or a ZIP of several.',
  })
  form?: string;
}

class FormAnswer {
  @ApiProperty({ enum: EVIDENCE_FORMS }) form: string;
  @ApiProperty({ description: 'The name to save it under.' }) file: string;
  @ApiProperty({ description: 'SHA-256 of the whole file.' }) sha256: string;
  @ApiProperty({ type: 'integer', description: 'Bytes.' }) size: number;
}

class MadeAnswer {
  @ApiProperty({ description: 'SHA-256 of the whole file.' }) sha256: string;
  @ApiProperty({ type: 'integer', description: 'Bytes.' }) size: number;
  @ApiProperty({ type: 'integer' }) events: number;
  @ApiProperty({ type: 'integer', description: 'Leaves of the log that its proofs are of.' }) log: number;
  @ApiProperty(INSTANT) at: string;
  @ApiProperty({ type: [FormAnswer], description: 'Forms it can be taken in, by `form`.' }) forms: FormAnswer[];
}

class ProgressAnswer {
  @ApiProperty({ type: 'integer' }) conversations: number;
  @ApiProperty({ type: 'integer' }) events: number;
}

export class EvidenceAnswer {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({
    enum: ['waiting', 'running', 'made', 'failed', 'erased'],
    description: 'erased: it is not kept any more, since a person in it was erased; it can be asked for again.',
  })
  status: 'waiting' | 'running' | 'made' | 'failed' | 'erased';
  @ApiProperty({ type: 'integer', description: 'Conversations that are to be in it.' }) conversations: number;
  @ApiProperty(INSTANT) asOf: string;
  @ApiProperty() purpose: string;
  @ApiProperty() reason: string;
  @ApiProperty() requestedBy: string;
  @ApiProperty(INSTANT) requestedAt: string;
  @ApiProperty({ required: false, description: 'How far it is.' }) progress?: ProgressAnswer;
  @ApiProperty({ required: false, description: 'The package, at `/v1/evidence/{id}/package`.' }) package?: MadeAnswer;
  @ApiProperty({ required: false, description: 'Why it could not be made.' }) failure?: string;
}

class PreviewText {
  @ApiProperty({ description: 'The name of the field, as `disclose` has it.' }) field: string;
  @ApiProperty({ type: 'integer', description: 'How many texts.' }) count: number;
  @ApiProperty({ description: 'Whether they would be opened.' }) disclosed: boolean;
}

export class PreviewAnswer {
  @ApiProperty({ type: 'integer' }) conversations: number;
  @ApiProperty({ type: 'integer', description: 'Events that would be in it, each with its proof.' }) events: number;
  @ApiProperty({ ...INSTANT, type: String, nullable: true, description: 'The first of them.' }) first: string | null;
  @ApiProperty({ ...INSTANT, type: String, nullable: true, description: 'The last of them.' }) last: string | null;
  @ApiProperty({ type: [PreviewText], description: 'Texts that people wrote; `attachments`: files.' }) texts: PreviewText[];
  @ApiProperty({ type: 'integer', description: 'Texts whose keys are erased, restricted or not here.' }) unreadable: number;
  @ApiProperty({ type: 'integer', description: 'Events that were recorded after `asOf`.' }) later: number;
}
