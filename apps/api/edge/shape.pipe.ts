import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import { notFound } from './problem';
import { hasShape, isUuid, shaped } from './shape';

/** Checks every body and query that a controller declares. */
export class ShapePipe implements PipeTransform {
  transform(value: unknown, { type, metatype }: ArgumentMetadata): unknown {
    return (type === 'body' || type === 'query') && hasShape(metatype) ? shaped(metatype, value, type) : value;
  }
}

/** An id in the path: what is no UUID names nothing. */
export class IdPipe implements PipeTransform {
  transform(value: string): string {
    if (!isUuid(value)) throw notFound();
    return value.toLowerCase();
  }
}
