/** The log as files (C2SP tlog-tiles), for monitors and verifiers that know nothing of this product. */
import { Controller, Inject, Req, Res, type Type } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HASH_BYTES, parseTilePath, TILE_WIDTH, type TileFile, widthAt } from '../../../libs/proof';
import { leavesFrom, logTiles, newestCheckpoint, ReadModels } from '../../../libs/read-models';
import { type Access, LOG_READERS } from '../edge/access';
import { notFound } from '../edge/problem';
import { Read } from '../edge/routes';

const FOR_EVER = 'max-age=31536000, immutable';
const WHERE = { name: 'path', description: 'Which file, as C2SP tlog-tiles names them.' } as const;
const BYTES = 'application/octet-stream';

/** Checkpoint and hashes tell nothing but numbers: `everybody` may read them where the operator says so. Entries tell who wrote when. */
export function logFiles(everybody: boolean): Type {
  const roles: Access['roles'] = everybody ? 'anyone' : LOG_READERS;
  const shared = everybody ? 'public' : 'private';

  @ApiTags('log')
  @Controller('log')
  class LogController {
    constructor(@Inject(ReadModels) private readonly models: ReadModels) {}

    @Read('checkpoint', { roles, summary: 'The newest signed checkpoint of the log', answer: 'nothing', as: 'text/plain' })
    async checkpoint(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
      const checkpoint = await newestCheckpoint(this.models);
      if (!checkpoint) throw notFound();
      void reply.header('content-type', 'text/plain; charset=utf-8').header('cache-control', 'no-cache');
      return checkpoint.note;
    }

    @ApiParam(WHERE)
    @Read('tile/entries/*', {
      roles: ['compliance', 'monitor'],
      handsOut: true,
      summary: 'Entries of the log, 256 a bundle, each behind its length: tile/entries/<N>[.p/<W>]',
      answer: 'nothing',
      as: BYTES,
    })
    async entries(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
      const { index, width } = await this.#fileAt(request);
      const leaves = await leavesFrom(this.models, index * TILE_WIDTH, width);
      void reply.header('content-type', BYTES).header('cache-control', `private, ${FOR_EVER}`);
      return Buffer.concat(
        leaves.flatMap(({ leaf }) => {
          const length = Buffer.alloc(2);
          length.writeUInt16BE(leaf.length);
          return [length, leaf];
        }),
      );
    }

    @ApiParam(WHERE)
    @Read('tile/*', {
      roles,
      summary: "Hashes of the log's tree, 256 a tile: tile/<L>/<N>[.p/<W>]",
      answer: 'nothing',
      as: BYTES,
    })
    async tile(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
      const { level, index, width } = await this.#fileAt(request);
      const [hashes] = await logTiles(this.models, [{ level: Number(level), index }]);
      if (!hashes) throw notFound();
      void reply.header('content-type', BYTES).header('cache-control', `${shared}, ${FOR_EVER}`);
      return hashes.subarray(0, width * HASH_BYTES);
    }

    /** The file that the address names, where the newest checkpoint has it: what is not signed is not told. */
    async #fileAt({ url }: FastifyRequest): Promise<TileFile> {
      const file = parseTilePath(url.slice('/log/'.length));
      const size = file && (await newestCheckpoint(this.models))?.size;
      if (!file || size === undefined) throw notFound();
      const level = file.level === 'entries' ? 0 : file.level;
      if (file.width > widthAt(size, { level, index: file.index })) throw notFound();
      return file;
    }
  }
  return LogController;
}
