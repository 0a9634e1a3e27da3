/** Written by `npm run calendars`. Every file that was ever released stays: events point to it. */
import type { CalendarData } from '../../clock';
import at_2026_1 from './at.2026-1.json';
import be_2026_1 from './be.2026-1.json';
import cz_2026_1 from './cz.2026-1.json';
import de_2026_1 from './de.2026-1.json';
import de_bb_2026_1 from './de-bb.2026-1.json';
import de_be_2026_1 from './de-be.2026-1.json';
import de_bw_2026_1 from './de-bw.2026-1.json';
import de_by_2026_1 from './de-by.2026-1.json';
import de_hb_2026_1 from './de-hb.2026-1.json';
import de_he_2026_1 from './de-he.2026-1.json';
import de_hh_2026_1 from './de-hh.2026-1.json';
import de_mv_2026_1 from './de-mv.2026-1.json';
import de_ni_2026_1 from './de-ni.2026-1.json';
import de_nw_2026_1 from './de-nw.2026-1.json';
import de_rp_2026_1 from './de-rp.2026-1.json';
import de_sh_2026_1 from './de-sh.2026-1.json';
import de_sl_2026_1 from './de-sl.2026-1.json';
import de_sn_2026_1 from './de-sn.2026-1.json';
import de_st_2026_1 from './de-st.2026-1.json';
import de_th_2026_1 from './de-th.2026-1.json';
import es_2026_1 from './es.2026-1.json';
import es_an_2026_1 from './es-an.2026-1.json';
import es_an_2026_2 from './es-an.2026-2.json';
import es_an_2026_3 from './es-an.2026-3.json';
import es_ar_2026_1 from './es-ar.2026-1.json';
import es_ar_2026_2 from './es-ar.2026-2.json';
import es_ar_2026_3 from './es-ar.2026-3.json';
import es_as_2026_1 from './es-as.2026-1.json';
import es_as_2026_2 from './es-as.2026-2.json';
import es_as_2026_3 from './es-as.2026-3.json';
import es_cb_2026_1 from './es-cb.2026-1.json';
import es_cb_2026_2 from './es-cb.2026-2.json';
import es_cb_2026_3 from './es-cb.2026-3.json';
import es_ce_2026_1 from './es-ce.2026-1.json';
import es_ce_2026_2 from './es-ce.2026-2.json';
import es_ce_2026_3 from './es-ce.2026-3.json';
import es_cl_2026_1 from './es-cl.2026-1.json';
import es_cl_2026_2 from './es-cl.2026-2.json';
import es_cl_2026_3 from './es-cl.2026-3.json';
import es_cm_2026_1 from './es-cm.2026-1.json';
import es_cm_2026_2 from './es-cm.2026-2.json';
import es_cm_2026_3 from './es-cm.2026-3.json';
import es_cn_2026_1 from './es-cn.2026-1.json';
import es_cn_2026_2 from './es-cn.2026-2.json';
import es_cn_2026_3 from './es-cn.2026-3.json';
import es_ct_2026_1 from './es-ct.2026-1.json';
import es_ct_2026_2 from './es-ct.2026-2.json';
import es_ct_2026_3 from './es-ct.2026-3.json';
import es_ex_2026_1 from './es-ex.2026-1.json';
import es_ex_2026_2 from './es-ex.2026-2.json';
import es_ex_2026_3 from './es-ex.2026-3.json';
import es_ga_2026_1 from './es-ga.2026-1.json';
import es_ga_2026_2 from './es-ga.2026-2.json';
import es_ga_2026_3 from './es-ga.2026-3.json';
import es_ib_2026_1 from './es-ib.2026-1.json';
import es_ib_2026_2 from './es-ib.2026-2.json';
import es_ib_2026_3 from './es-ib.2026-3.json';
import es_mc_2026_1 from './es-mc.2026-1.json';
import es_mc_2026_2 from './es-mc.2026-2.json';
import es_mc_2026_3 from './es-mc.2026-3.json';
import es_md_2026_1 from './es-md.2026-1.json';
import es_md_2026_2 from './es-md.2026-2.json';
import es_md_2026_3 from './es-md.2026-3.json';
import es_ml_2026_1 from './es-ml.2026-1.json';
import es_ml_2026_2 from './es-ml.2026-2.json';
import es_ml_2026_3 from './es-ml.2026-3.json';
import es_nc_2026_1 from './es-nc.2026-1.json';
import es_nc_2026_2 from './es-nc.2026-2.json';
import es_nc_2026_3 from './es-nc.2026-3.json';
import es_pv_2026_1 from './es-pv.2026-1.json';
import es_pv_2026_2 from './es-pv.2026-2.json';
import es_pv_2026_3 from './es-pv.2026-3.json';
import es_ri_2026_1 from './es-ri.2026-1.json';
import es_ri_2026_2 from './es-ri.2026-2.json';
import es_ri_2026_3 from './es-ri.2026-3.json';
import es_vc_2026_1 from './es-vc.2026-1.json';
import es_vc_2026_2 from './es-vc.2026-2.json';
import es_vc_2026_3 from './es-vc.2026-3.json';
import fr_2026_1 from './fr.2026-1.json';
import fr_57_2026_1 from './fr-57.2026-1.json';
import fr_67_2026_1 from './fr-67.2026-1.json';
import fr_68_2026_1 from './fr-68.2026-1.json';
import fr_bl_2026_1 from './fr-bl.2026-1.json';
import fr_gf_2026_1 from './fr-gf.2026-1.json';
import fr_gp_2026_1 from './fr-gp.2026-1.json';
import fr_gp_2026_2 from './fr-gp.2026-2.json';
import fr_mf_2026_1 from './fr-mf.2026-1.json';
import fr_mf_2026_2 from './fr-mf.2026-2.json';
import fr_mq_2026_1 from './fr-mq.2026-1.json';
import fr_mq_2026_2 from './fr-mq.2026-2.json';
import fr_re_2026_1 from './fr-re.2026-1.json';
import fr_yt_2026_1 from './fr-yt.2026-1.json';
import hu_2026_1 from './hu.2026-1.json';
import ie_2026_1 from './ie.2026-1.json';
import it_2026_1 from './it.2026-1.json';
import it_32_2026_1 from './it-32.2026-1.json';
import it_32_2026_2 from './it-32.2026-2.json';
import it_bz_2026_1 from './it-bz.2026-1.json';
import nl_2026_1 from './nl.2026-1.json';
import nl_2026_2 from './nl.2026-2.json';
import pl_2026_1 from './pl.2026-1.json';
import ro_2026_1 from './ro.2026-1.json';
import sk_2026_1 from './sk.2026-1.json';

/** The data files of all calendars in all versions, the versions of a calendar oldest first. */
export const CALENDAR_FILES: readonly CalendarData[] = [
  at_2026_1,
  be_2026_1,
  cz_2026_1,
  de_2026_1,
  de_bb_2026_1,
  de_be_2026_1,
  de_bw_2026_1,
  de_by_2026_1,
  de_hb_2026_1,
  de_he_2026_1,
  de_hh_2026_1,
  de_mv_2026_1,
  de_ni_2026_1,
  de_nw_2026_1,
  de_rp_2026_1,
  de_sh_2026_1,
  de_sl_2026_1,
  de_sn_2026_1,
  de_st_2026_1,
  de_th_2026_1,
  es_2026_1,
  es_an_2026_1,
  es_an_2026_2,
  es_an_2026_3,
  es_ar_2026_1,
  es_ar_2026_2,
  es_ar_2026_3,
  es_as_2026_1,
  es_as_2026_2,
  es_as_2026_3,
  es_cb_2026_1,
  es_cb_2026_2,
  es_cb_2026_3,
  es_ce_2026_1,
  es_ce_2026_2,
  es_ce_2026_3,
  es_cl_2026_1,
  es_cl_2026_2,
  es_cl_2026_3,
  es_cm_2026_1,
  es_cm_2026_2,
  es_cm_2026_3,
  es_cn_2026_1,
  es_cn_2026_2,
  es_cn_2026_3,
  es_ct_2026_1,
  es_ct_2026_2,
  es_ct_2026_3,
  es_ex_2026_1,
  es_ex_2026_2,
  es_ex_2026_3,
  es_ga_2026_1,
  es_ga_2026_2,
  es_ga_2026_3,
  es_ib_2026_1,
  es_ib_2026_2,
  es_ib_2026_3,
  es_mc_2026_1,
  es_mc_2026_2,
  es_mc_2026_3,
  es_md_2026_1,
  es_md_2026_2,
  es_md_2026_3,
  es_ml_2026_1,
  es_ml_2026_2,
  es_ml_2026_3,
  es_nc_2026_1,
  es_nc_2026_2,
  es_nc_2026_3,
  es_pv_2026_1,
  es_pv_2026_2,
  es_pv_2026_3,
  es_ri_2026_1,
  es_ri_2026_2,
  es_ri_2026_3,
  es_vc_2026_1,
  es_vc_2026_2,
  es_vc_2026_3,
  fr_2026_1,
  fr_57_2026_1,
  fr_67_2026_1,
  fr_68_2026_1,
  fr_bl_2026_1,
  fr_gf_2026_1,
  fr_gp_2026_1,
  fr_gp_2026_2,
  fr_mf_2026_1,
  fr_mf_2026_2,
  fr_mq_2026_1,
  fr_mq_2026_2,
  fr_re_2026_1,
  fr_yt_2026_1,
  hu_2026_1,
  ie_2026_1,
  it_2026_1,
  it_32_2026_1,
  it_32_2026_2,
  it_bz_2026_1,
  nl_2026_1,
  nl_2026_2,
  pl_2026_1,
  ro_2026_1,
  sk_2026_1,
];
