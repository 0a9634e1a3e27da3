import { Metadata, type MetadataValue } from '@grpc/grpc-js';

/**
 * Metadata of a call that is answered as things are. grpc-js offers `identity,deflate,gzip` with every call and has no option against
 * it; a server that takes the offer, as KurrentDB does since 25.1, costs more in unpacking than the rest of a read: 20,000 events took
 * 7.9 s instead of 2. grpc-js writes its offer with `set` into a `clone` of what it was given, and both are here.
 */
export class PlainAnswers extends Metadata {
  /** The same metadata for a call to be answered so. */
  static of(metadata: Metadata): PlainAnswers {
    const plain = new PlainAnswers(metadata.getOptions());
    plain.merge(metadata);
    return plain;
  }

  override set(key: string, value: MetadataValue): void {
    super.set(key, key === 'grpc-accept-encoding' ? 'identity' : value);
  }

  override clone(): PlainAnswers {
    return PlainAnswers.of(this);
  }
}
