/** What is said of a session. */
import { ApiProperty } from '@nestjs/swagger';
import { CALLER_ROLES } from '../application/caller';
import { OneOf } from '../edge/shape';

/** People anybody may be on the embedded keys. */
export const DEMO_ROLES = ['seller', 'buyer', 'admin', 'compliance'] as const;

export class DemoSignIn {
  @OneOf(DEMO_ROLES, { about: 'As whom.' }) role: (typeof DEMO_ROLES)[number];
}

class SignedIn {
  @ApiProperty() sub: string;
  @ApiProperty({ enum: CALLER_ROLES }) role: string;
  @ApiProperty({ type: String, nullable: true }) seller: string | null;
}

export class SessionAnswer {
  @ApiProperty({ type: SignedIn, nullable: true, description: 'null: nobody is signed in.' }) person: SignedIn | null;
  @ApiProperty({ type: 'integer', description: 'Seconds until the session has to be renewed, by the same question.' })
  renewIn: number;
  @ApiProperty({ description: 'Whether an identity provider is set up: /session/sign-in leads there.' }) provider: boolean;
  @ApiProperty({ type: [String], enum: DEMO_ROLES, description: 'Whom anybody may be here: for a trial only.' })
  demo: string[];
}

export class SignedOut {
  @ApiProperty({ description: 'Where the browser goes now: the provider may have a session of its own.' }) location: string;
}
