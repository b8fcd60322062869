"""Reports that no government wrote, to be uploaded."""

TITLE = "常州市天宁区2024年度法治政府建设情况报告"
REPORT = f"""{TITLE}

2024年，天宁区坚持依法行政，现将工作情况报告如下。
一、主要举措和成效
（一）化解行政争议。2024年天宁区共收到行政复议申请88件，审结0件。区政府为行政诉讼被告的一审案件12件。
（二）规范行政执法。全年开展行政执法案卷评查3次，制发行政执法监督意见书5份。
二、存在的不足和原因
基层执法力量不足。
三、党政主要负责人履行推进法治建设第一责任人职责情况
区长主持召开政府常务会议专题学法4次。
四、下一年度推进法治政府建设的主要安排
完善行政复议工作机制。

常州市天宁区人民政府
2025年2月10日
"""

HOSTILE_WORDS = (
    "<script>alert('script')</script>",
    "<img src=x onerror=alert('image')>",
    '"><svg onload=alert(1)>',
    "javascript:alert(1)",
    "{{constructor.constructor('alert(1)')()}}",
)
HOSTILE_TITLE = "常州市天宁区2024年度<b>法治政府</b>建设情况报告"
HOSTILE_REPORT = f"""{HOSTILE_TITLE}

2024年，天宁区坚持依法行政{HOSTILE_WORDS[0]}，现将工作情况报告如下。
一、主要举措和成效{HOSTILE_WORDS[1]}
（一）化解行政争议{HOSTILE_WORDS[1]}。2024年天宁区共收到行政复议申请88件{HOSTILE_WORDS[0]}{HOSTILE_WORDS[1]}，审结77件{HOSTILE_WORDS[2]}。
（二）规范行政执法。全年开展{HOSTILE_WORDS[1]}案卷评查3次，其中交通领域1次、城管领域1次{HOSTILE_WORDS[3]}，制发意见书5份{HOSTILE_WORDS[4]}。
二、存在的不足和原因
基层执法力量不足{HOSTILE_WORDS[1]}。
三、党政主要负责人履行推进法治建设第一责任人职责情况
区长主持召开政府常务会议专题学法4次{HOSTILE_WORDS[1]}。
四、下一年度推进法治政府建设的主要安排
完善行政复议工作机制{HOSTILE_WORDS[0]}{HOSTILE_WORDS[1]}。

常州市天宁区人民政府
2025年2月10日
"""
