/// Chinese names in believable proportions.
enum DemoNames {
  /// Surnames with their spelling and their share in ten thousand, roughly as in the population.
  static let surnames: [(value: (name: String, spelling: String), weight: Int)] = [
    (("王", "wang"), 725), (("李", "li"), 719), (("张", "zhang"), 683), (("刘", "liu"), 538),
    (("陈", "chen"), 453), (("杨", "yang"), 308), (("黄", "huang"), 223), (("赵", "zhao"), 229),
    (("吴", "wu"), 205), (("周", "zhou"), 212), (("徐", "xu"), 167), (("孙", "sun"), 154),
    (("马", "ma"), 129), (("朱", "zhu"), 126), (("胡", "hu"), 131), (("郭", "guo"), 115),
    (("何", "he"), 117), (("林", "lin"), 118), (("高", "gao"), 112), (("罗", "luo"), 95),
    (("郑", "zheng"), 93), (("梁", "liang"), 85), (("谢", "xie"), 79), (("宋", "song"), 81),
    (("唐", "tang"), 69), (("许", "xu"), 66), (("韩", "han"), 68), (("邓", "deng"), 65),
    (("冯", "feng"), 64), (("曹", "cao"), 63), (("彭", "peng"), 60), (("曾", "zeng"), 60),
    (("肖", "xiao"), 59), (("田", "tian"), 58), (("董", "dong"), 56), (("潘", "pan"), 53),
    (("袁", "yuan"), 52), (("蔡", "cai"), 51), (("蒋", "jiang"), 50), (("余", "yu"), 49),
    (("于", "yu"), 48), (("杜", "du"), 47), (("叶", "ye"), 47), (("程", "cheng"), 46),
    (("魏", "wei"), 45), (("苏", "su"), 44), (("吕", "lv"), 43), (("丁", "ding"), 42),
    (("任", "ren"), 41), (("沈", "shen"), 40), (("姚", "yao"), 37), (("卢", "lu"), 36),
    (("姜", "jiang"), 35), (("钟", "zhong"), 33), (("谭", "tan"), 32), (("陆", "lu"), 31),
    (("汪", "wang"), 30), (("石", "shi"), 29), (("方", "fang"), 27), (("孟", "meng"), 24),
    (("邱", "qiu"), 24), (("欧阳", "ouyang"), 9), (("司马", "sima"), 3), (("上官", "shangguan"), 2),
    (("诸葛", "zhuge"), 2),
  ]

  /// Names that are not a surname and one or two characters, which copy must bear too.
  private static let whole: [(name: String, spelling: String)] = [
    ("阿依古丽·买买提", "ayguli"), ("库尔班江·吐尔逊", "kurban"), ("古丽米热·阿不都热合曼", "gulmira"),
    ("扎西多吉", "zhaxi"), ("其其格", "qiqige"), ("阿迪力·艾合买提", "adil"), ("Emily Chen", "emily"),
    ("Kevin", "kevin"), ("José Álvarez", "jose"),
  ]

  private static let girls = Array("婷敏静丽娟艳芳娜雪倩玲慧莹欣琳梅洁颖雅萍琴云蕾岚薇诗怡涵钰彤悦妍")
  private static let boys = Array("伟强磊军勇杰涛明超刚平辉鹏斌波宇浩凯健俊帆晨峰龙阳博轩睿泽昊铭远")
  private static let joined = Array("子文家思晓志雨佳海建国春秋一梓若书永嘉宇安之以沐景")

  /// A full name, which some never gave, and a part of it in Latin letters for addresses.
  static func make(_ random: inout DemoRandom) -> (name: String?, spelling: String) {
    if random.chance(7) { return random.one(of: whole) }
    let surname = random.one(of: surnames)
    if random.chance(18) { return (nil, surname.spelling) }
    let second = random.chance(520) ? random.one(of: girls) : random.one(of: boys)
    let first = random.chance(720) ? String(random.one(of: joined)) : ""
    return (surname.name + first + String(second), surname.spelling)
  }
}
