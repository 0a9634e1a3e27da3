import { useComplianceWords } from '../words/compliance';
import { useSharedWords } from '../words/shared';

/** What those are called who act here. */
export function useRoles() {
  const { buyer, seller, admin, compliance, platform } = useSharedWords();
  return { buyer, seller, admin, compliance, platform, ...useComplianceWords().roles };
}
