/// What is known of host names, as data.
public enum LinkHosts {
  /// Last labels under which a name without scheme counts as a link.
  ///
  /// Endings that are more often a file's than a site's (`md`, `py`, `rs`, `sh`, `zip`) are left out.
  public static let topLevel: Set<String> = words(
    """
    com cn net org edu gov mil int info biz name mobi asia pro tel jobs travel aero coop museum xxx
    app dev top xyz vip shop store site online club link live ltd group work fun wang tech cloud ren
    wiki ink space website press host news life love plus video art team run red pub kim bio blog
    chat city cool email fans games global gold fit fund land market media mall movie page
    party poker promo rocks sale school show social software studio style support tips today tools
    town world yoga zone cafe care center company design digital direct express expert finance
    ac ad ae af ag ai al am ao ar as at au az ba bd be bg bh bi bj bm bn bo br bs bt bw by bz
    ca cc cd cf cg ch ci cl cm co cr cu cv cy cz de dj dk dm do dz ec ee eg er es et eu
    fi fj fm fo fr ga gd ge gg gh gi gl gm gn gr gs gt gy hk hn hr ht hu
    id ie il im in io iq ir is it je jm jo jp ke kg kh ki kr kw ky kz la lb lc li lk lr ls lt lu lv
    ly ma mc me mg mk mm mn mo mr ms mt mu mv mw mx my mz na ne nf ng ni nl no np nr nu nz
    om pa pe pf pg ph pk pm pn pr pt pw qa re ro ru rw sa sb sc sd se sg si sk sl sm sn so sr st
    su sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug uk us uy uz va vc ve vg vi
    vn vu wf ws ye yt za zm zw
    """)

  /// Services that hide the address behind a short one; some providers refuse them.
  public static let short: Set<String> = words(
    """
    t.cn dwz.cn url.cn suo.im sina.lt 985.so u.nu mrw.so dwz.win dwz.lc c7.gg kurl.cn kurl.nl suo.nz
    rrd.me tinyurl.com bit.ly goo.gl t.co ow.ly is.gd v.gd buff.ly cutt.ly rb.gy rebrand.ly tiny.cc
    s.id shorturl.at t.ly j.mp dlvr.it soo.gd dw4.co 6du.in tb.cn 3.cn u.jd.com m.tb.cn w.url.cn
    t.hk.uy urlc.cn 0x7.me reurl.cc ppt.cc lihi.cc m6z.cn x0.nz
    """)

  /// Tells whether `host`, in lower case, is a short-link service or a name below one.
  public static func isShort(_ host: String) -> Bool {
    var rest = Substring(host)
    // A single label is no service of the list.
    while let dot = rest.utf8.firstIndex(of: 0x2E) {
      if short.contains(String(rest)) { return true }
      rest = rest[rest.index(after: dot)...]
    }
    return false
  }

  private static func words(_ list: String) -> Set<String> {
    Set(list.split(whereSeparator: \.isWhitespace).map(String.init))
  }
}
