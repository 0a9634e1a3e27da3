import { together } from './together';

together('libs/domain/**/*.spec.ts');
