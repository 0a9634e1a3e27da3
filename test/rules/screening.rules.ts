import { together } from './together';

together('libs/screening/**/*.spec.ts');
