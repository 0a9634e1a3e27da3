/** How a file that comes in becomes an attachment: kept sealed while it comes, looked at, scanned, and then told. */
import { randomUUID } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import {
  type Content,
  FileErased,
  FileRefused,
  FileRestricted,
  inspected,
  type KeptFile,
  type Picture,
  pictureOf,
  ScannerAway,
} from '../../../libs/attachments';
import {
  ATTACHMENT_BYTES,
  type Attachments,
  attachmentOf,
  type ConversationEvent,
  conversation,
  isParty,
  type MediaType,
  type Stamp,
  UploadAttachment,
  type UploadedFile,
} from '../../../libs/domain';
import { CommandHandling, type Handled, StoreUnavailable } from '../../../libs/event-store';
import { ProductClock } from '../../../libs/product-clock';
import type { AttachmentSeen } from '../../../libs/read-models';
import { actorOf } from '../application/caller';
import { Commands } from '../application/commands';
import { GetAttachment } from '../application/queries';
import { Turns } from '../application/turns';
import { callerOf } from '../edge/caller';
import { stampOf } from '../edge/idempotency';
import { readFile, tooLarge } from '../edge/multipart';
import { Reads } from '../edge/positions';
import { invalid, notFound, Problem } from '../edge/problem';
import { shaped } from '../edge/shape.pipe';
import { Screens } from '../screening/screens';
import { AttachmentStore } from './attachment-store';
import { FileName, type Uploaded } from './attachments.dto';

const PICTURES: ReadonlySet<MediaType> = new Set(['image/jpeg', 'image/png', 'image/webp']);
/** Of a text so many characters are screened, in pieces of these. */
const SCREENED_CHARACTERS = 200_000;
const PIECE_CHARACTERS = 4_000;

/** A picture takes as much memory as its file has bytes, and more while it is drawn: one after the other. */
const DRAWING = new Turns({ caller: 1, all: 1, patienceMs: 60_000 });

@Injectable()
export class Uploads {
  constructor(
    private readonly commands: Commands,
    @Inject(CommandHandling) private readonly handling: CommandHandling,
    @Inject(ProductClock) private readonly clock: ProductClock,
    private readonly reads: Reads,
    @Inject(Screens) private readonly screens: Screens,
    @Inject(AttachmentStore) private readonly store: AttachmentStore,
  ) {}

  /** Takes the file of a request into a conversation. What is refused leaves nothing behind. */
  async take(
    request: FastifyRequest,
    id: string,
  ): Promise<{ readonly uploaded: Uploaded; readonly handled: Handled<ConversationEvent> }> {
    const { opened } = await this.handling.stateOf(conversation, id);
    if (!opened || !isParty(opened, actorOf(callerOf(request)))) throw notFound();
    const place = { conversation: id, attachment: randomUUID() };
    try {
      const { name, content, key } = await this.#receive(request, place);
      // A repetition of the request is one of the same file.
      request.body = { name, sha256: content.sha256 };
      const stamp = stampOf(request, this.clock.now());
      const { file, infected } = await this.#looked(stamp, { ...place, ...content }, name);
      const handled = await this.commands.dispatch(new UploadAttachment(id, stamp, { ...file, key }, infected));
      return { uploaded: await this.#answered(request, stamp, place, file, handled), handled };
    } catch (error) {
      // Where it is not known whether it was told, it stays; what nobody knows is swept away later.
      if (!(error instanceof StoreUnavailable)) await this.store.files.delete(place).catch(() => undefined);
      if (error instanceof FileErased || error instanceof FileRestricted)
        throw new StoreUnavailable('the key of the file ended while it came');
      throw error instanceof FileRefused ? problemOf(error) : error;
    }
  }

  async #receive(
    request: FastifyRequest,
    place: Pick<KeptFile, 'conversation' | 'attachment'>,
  ): Promise<{ name: string; content: Content; key: string }> {
    return readFile(request, ATTACHMENT_BYTES, async (incoming) => {
      const { name } = shaped(FileName, { name: incoming.name }, 'body');
      let content: Content | undefined;
      const bytes = inspected(incoming.bytes, (told) => {
        content = told;
      });
      const key = await this.store.files.keep(place, 'content', callerOf(request).sub, bytes);
      return { name, content: content as Content, key };
    });
  }

  async #looked(stamp: Stamp, kept: KeptFile & Content, name: string): Promise<{ file: UploadedFile; infected?: string }> {
    const { attachment, sha256, mediaType, size } = kept;
    const { scan, infected } = await this.#scanned(kept);
    const picture = infected === undefined && PICTURES.has(mediaType) ? await this.#drawn(stamp, kept) : undefined;
    const text = mediaType === 'text/plain' ? await this.#text(kept) : [];
    return {
      file: {
        ...{ attachment, sha256, name, mediaType, size, scan },
        ...(picture && { width: picture.width, height: picture.height }),
        ...(picture?.thumbnail && { thumbnail: true as const }),
        ...(await this.screens.attachment(stamp, kept.conversation, name, text)),
      },
      ...(infected !== undefined && { infected }),
    };
  }

  async #scanned(kept: KeptFile): Promise<Pick<UploadedFile, 'scan'> & { infected?: string }> {
    if (!this.store.scanner) return { scan: 'none' };
    try {
      const infected = await this.store.scanner.scan(this.store.files.content(kept));
      return { scan: 'clean', ...(infected !== undefined && { infected }) };
    } catch (error) {
      // It is asked again by the timekeeper; until then nobody gets the file.
      if (error instanceof ScannerAway) return { scan: 'waiting' };
      throw error;
    }
  }

  #drawn(stamp: Stamp, kept: KeptFile): Promise<Picture> {
    return DRAWING.take(stamp.actor.id, async () => {
      const picture = await pictureOf(await buffer(this.store.files.content(kept)));
      const { thumbnail } = picture;
      if (thumbnail) await this.store.files.keep(kept, 'thumbnail', stamp.actor.id, [thumbnail]);
      return picture;
    });
  }

  /** The beginning of a text, cut where words end. */
  async #text(kept: KeptFile): Promise<string[]> {
    const to = Math.min(kept.size, SCREENED_CHARACTERS) - 1;
    const text = (await buffer(this.store.files.content(kept, { to }))).toString('utf8');
    return text.match(PIECES) ?? [];
  }

  /** What there is now: what was uploaded before where the same was, whose file is another one then. */
  async #answered(
    request: FastifyRequest,
    stamp: Stamp,
    place: Pick<KeptFile, 'conversation' | 'attachment'>,
    file: UploadedFile,
    { events, state }: Handled<ConversationEvent>,
  ): Promise<Uploaded> {
    const refused = events.find(({ type }) => type === 'AttachmentInfected');
    if (refused)
      throw new Problem(422, 'attachment-infected', 'The scanner found something harmful in the file: it is not taken.', {
        field: 'file',
      });
    const known = attachmentOf(state as Attachments, stamp, file.sha256);
    if (known?.attachment === place.attachment) return answerOf(file);
    await this.store.files.delete(place).catch(() => undefined);
    // The name it has stands in the record, which the rules keep without texts.
    return this.reads.ask(request, (view) => new GetAttachment(view, place.conversation, file.sha256)).then(answerOf);
  }
}

const answerOf = ({
  sha256,
  name,
  mediaType,
  size,
  width,
  height,
  thumbnail,
  scan,
}: Omit<AttachmentSeen, 'thumbnail'> & { thumbnail?: boolean }): Uploaded => ({
  ...{ sha256, name, mediaType, size },
  ...(width !== undefined && height !== undefined && { width, height }),
  ...{ thumbnail: thumbnail === true, scan },
});

const PIECES = new RegExp(`[^]{1,${PIECE_CHARACTERS}}(?=\\s|$)|[^]{1,${PIECE_CHARACTERS}}`, 'g');

/** What is answered to a file that is not taken. */
function problemOf({ rule, message }: FileRefused): Problem {
  switch (rule) {
    case 'empty':
      return invalid('file', 'empty', message);
    case 'size':
      return tooLarge(ATTACHMENT_BYTES);
    case 'type':
      return new Problem(415, 'attachment-type', message, { field: 'file' });
    case 'ambiguous':
    case 'picture':
      return new Problem(422, 'attachment-refused', message, { field: 'file', errors: [{ field: 'file', rule }] });
  }
}
