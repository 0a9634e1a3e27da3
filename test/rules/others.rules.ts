import { together } from './together';

together('{apps,libs}/**/*.spec.ts', ['libs/{domain,screening,evidence}/**']);
