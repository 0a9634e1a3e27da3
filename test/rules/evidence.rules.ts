import { together } from './together';

together('libs/evidence/**/*.spec.ts');
