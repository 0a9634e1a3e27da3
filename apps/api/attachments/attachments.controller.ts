import { Readable } from 'node:stream';
import { Controller, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FileAltered, FileErased, FileLost, FileRestricted } from '../../../libs/attachments';
import type { MediaType } from '../../../libs/domain';
import type { AttachmentFound } from '../../../libs/read-models';
import { GetAttachment } from '../application/queries';
import { RecordedAccess } from '../conversations/recorded-access';
import { PEOPLE } from '../edge/access';
import { callerOf } from '../edge/caller';
import { Reads, tellPosition } from '../edge/positions';
import { notFound, Problem, unavailable } from '../edge/problem';
import { telling, wanted } from '../edge/ranges';
import { Read, Write } from '../edge/routes';
import { IdPipe } from '../edge/shape.pipe';
import { AttachmentStore } from './attachment-store';
import { AttachmentQuery, NewAttachment, Uploaded } from './attachments.dto';
import { downloadAs, namedAs } from './disposition';
import { Uploads } from './uploads';

const SHA256 = /^[0-9a-f]{64}$/i;

@ApiTags('attachments')
@Controller('v1/conversations/:id/attachments')
export class AttachmentsController {
  constructor(
    private readonly uploads: Uploads,
    private readonly reads: Reads,
    private readonly access: RecordedAccess,
    @Inject(AttachmentStore) private readonly store: AttachmentStore,
  ) {}

  @Write('', {
    command: 'UploadAttachment',
    summary: 'Uploads a file that a message can then name by its hash; without one it goes after a day',
    status: 201,
    answer: Uploaded,
    multipart: true,
  })
  @ApiConsumes('multipart/form-data')
  @ApiBody({ type: NewAttachment })
  async upload(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('id', IdPipe) id: string,
  ): Promise<Uploaded> {
    const { uploaded, handled } = await this.uploads.take(request, id);
    tellPosition(reply, handled.position);
    void reply.header('location', `/v1/conversations/${id}/attachments/${uploaded.sha256}`);
    return uploaded;
  }

  @Read(':sha256', {
    roles: PEOPLE,
    summary: 'The file as a download; parts of it by Range',
    answer: 'nothing',
    as: 'application/octet-stream',
    fresh: true,
    handsOut: true,
  })
  async download(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id', IdPipe) id: string,
    @Param('sha256') sha256: string,
    @Query() { reason }: AttachmentQuery,
  ): Promise<void> {
    const found = await this.access.reading(request, id, { reason, what: 'attachment' }, () =>
      this.#deliverable(request, id, sha256),
    );
    const { name, mediaType } = found;
    guarded(reply, downloadAs(namedAs(name, mediaType as MediaType)));
    const part = wanted(request, reply, found);
    if (part === 'nothing') return void reply.send();
    const span = part === 'all' ? undefined : part;
    const bytes = await this.#whole(found, () => this.store.files.whole(found, { ...span, ...opening(request) }));
    void telling(reply, part, found).header('content-type', mediaType === 'text/plain' ? 'text/plain; charset=utf-8' : mediaType);
    void reply.send(Readable.from(bytes));
  }

  @Read(':sha256/thumbnail', {
    roles: PEOPLE,
    summary: 'A small picture of it, as JPEG',
    answer: 'nothing',
    as: 'image/jpeg',
    fresh: true,
    handsOut: true,
  })
  async thumbnail(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id', IdPipe) id: string,
    @Param('sha256') sha256: string,
    @Query() { reason }: AttachmentQuery,
  ): Promise<void> {
    const found = await this.access.reading(request, id, { reason, what: 'attachment' }, async () => {
      const one = await this.#deliverable(request, id, sha256);
      if (!one.thumbnail) throw notFound();
      return one;
    });
    const bytes = await this.#whole(found, () => this.store.files.thumbnail(found, opening(request)));
    void guarded(reply, downloadAs('thumbnail.jpg')).header('content-type', 'image/jpeg').send(bytes);
  }

  /** The attachment, where it may be given out. */
  async #deliverable(request: FastifyRequest, id: string, sha256: string): Promise<AttachmentFound> {
    if (!SHA256.test(sha256)) throw notFound();
    const found = await this.reads.ask(request, (view) => new GetAttachment(view, id, sha256.toLowerCase()));
    if (found.scan === 'waiting') throw unavailable('attachment-waiting', 'The file waits for the scanner.', 30);
    if (found.scan === 'infected')
      throw new Problem(410, 'attachment-infected', 'The scanner found something harmful in the file: it is gone.');
    if (found.scan === 'removed') throw erased();
    return found;
  }

  /** What is read of a file; what is wrong with that is told, here and to who runs the product. */
  async #whole<T>({ conversation, sha256 }: AttachmentFound, read: () => Promise<T>): Promise<T> {
    try {
      return await read();
    } catch (error) {
      if (error instanceof FileErased) throw erased();
      if (error instanceof FileRestricted)
        throw new Problem(403, 'attachment-restricted', 'The file is kept for compliance only.');
      const why = error instanceof FileLost ? 'lost' : error instanceof FileAltered ? 'altered' : undefined;
      if (why === undefined) throw error;
      this.store.fault({ conversation, sha256, why });
      throw why === 'lost'
        ? new Problem(410, 'attachment-lost', 'The file is not where it was kept.')
        : new Problem(410, 'attachment-altered', 'The file is not as it was kept: it is not given out.');
    }
  }
}

const erased = (): Problem => new Problem(410, 'attachment-erased', 'The file was erased with what else its author wrote.');

/** What is restricted opens for compliance only. */
const opening = (request: FastifyRequest) => ({ restricted: callerOf(request).role === 'compliance' });

/** What others made is never shown as a page of ours, nor guessed at, nor kept on the way. */
const guarded = (reply: FastifyReply, disposition: string): FastifyReply =>
  reply.headers({
    'content-disposition': disposition,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'private, no-cache',
  });
