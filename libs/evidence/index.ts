export { type Verdict, verifyPackage } from './verify';
