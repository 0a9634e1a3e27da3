/** Attachments as they come in and are answered. */
import { ApiProperty } from '@nestjs/swagger';
import { MEDIA_TYPES } from '../../../libs/domain';
import { REASON } from '../edge/page.dto';
import { Text } from '../edge/shape';

/** What a sender calls a file: one line to be shown, never a path. */
export class FileName {
  @Text({ max: 200 }) name: string;
}

/** The body of an upload. */
export class NewAttachment {
  @ApiProperty({
    type: 'string',
    format: 'binary',
    description: 'JPEG, PNG, WebP, HEIC, PDF, MP4 or plain text in UTF-8; 20 MiB at most.',
  })
  file: string;
}

export class AttachmentQuery {
  @Text(REASON) reason?: string;
}

/** What is told of an attachment. */
export class Uploaded {
  @ApiProperty({ description: 'Of the content, in hexadecimal: a message names it by that.' }) sha256: string;
  @ApiProperty() name: string;
  @ApiProperty({ enum: MEDIA_TYPES, description: 'As the content says.' }) mediaType: string;
  @ApiProperty({ type: 'integer', description: 'Bytes.' }) size: number;
  @ApiProperty({ required: false, type: 'integer', description: 'Of a picture, in pixels.' }) width?: number;
  @ApiProperty({ required: false, type: 'integer' }) height?: number;
  @ApiProperty({ description: 'There is a small picture of it.' }) thumbnail: boolean;
  @ApiProperty({
    enum: ['clean', 'waiting', 'none', 'infected', 'removed'],
    description:
      'waiting: nobody gets it before the scanner answered; none: there is no scanner; infected: it is gone; removed: it is gone, since its author was erased.',
  })
  scan: string;
}
