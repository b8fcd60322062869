"""The command `fazhi`. Heavy libraries are imported by the command that needs them: `fazhi --help` is instant."""

# ruff: noqa: PLC0415

import json
import sys
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar

import typer
from rich.console import Console

from service.errors import InvalidSettings
from service.settings import Settings, load_settings
from vectorstore.embedding.offline import keep_quiet
from vectorstore.errors import FazhiError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from service.contract.bodies import RequestBody
    from service.resources import Resources

    Body = TypeVar("Body", bound=RequestBody)

application = typer.Typer(
    help="依据法治政府建设年度报告的原文作答，句句注明出处。",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)

Regions = Annotated[list[str] | None, typer.Option("--region", help="只看这个地区（全称或简称）；可给多次。")]
Years = Annotated[list[int] | None, typer.Option("--year", help="只看这一年度；可给多次。")]
AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON；不在终端中时总是如此。")]


def main() -> None:
    """Exit code 1 with one message on standard error for every error meant for the user; 2 for a wrong command line."""
    try:
        application()
    except FazhiError as error:
        Console(stderr=True, soft_wrap=True).print(f"错误：{error}", style="red", markup=False, highlight=False)
        sys.exit(1)


@application.command()
def ingest(
    paths: Annotated[list[Path], typer.Argument(help="报告文件，或目录（读入其中的 *.txt）。")],
    region: Annotated[str | None, typer.Option(help="文中读不出地区时用：全称或六位代码。")] = None,
    year: Annotated[int | None, typer.Option(help="文中读不出报告年度时用。")] = None,
    replace: Annotated[bool, typer.Option("--replace", help="取代库中同一地区同一年度的报告。")] = False,
) -> None:
    """读入报告，建立索引。"""
    from service.cli.importing import SourceFile, find_sources, held_already, import_files
    from service.cli.terminal import make_progress, show_outcomes

    settings = _start()
    sources = [SourceFile(source.path, region or source.region, year or source.year) for source in find_sources(paths)]
    errors = Console(stderr=True, soft_wrap=True)
    outcomes = held_already(sources, settings)
    if outcomes is None:
        with _opened(settings) as resources, make_progress(errors) as progress:
            outcomes = import_files(sources, resources, replace=replace, progress=progress)
    show_outcomes(outcomes, Console())
    failed = [outcome for outcome in outcomes if outcome.report is None]
    for outcome in failed:
        errors.print(f"错误：{outcome.path}：{outcome.outcome}", style="red", markup=False, highlight=False)
    if failed:
        raise typer.Exit(1)


@application.command()
def ask(
    question: Annotated[str, typer.Argument(help="问题，例如：新北区2024年收到多少件行政复议申请？")],
    *,
    region: Regions = None,
    year: Years = None,
    mode: Annotated[str, typer.Option(help="auto、extractive 或 generative。")] = "auto",
    history: Annotated[
        Path | None, typer.Option(help='此前的对话，JSON 文件：[{"role": "user", "content": "…"}, …]。')
    ] = None,
    as_json: AsJson = False,
) -> None:
    """提一个问题。"""
    from service.cli.terminal import show_answer
    from service.contract.answers import AskRequest

    settings = _start()
    request = _validated(
        AskRequest,
        {
            "question": question,
            "history": _read_history(history) if history else [],
            "scope": {"regions": region or [], "years": year or []},
            "mode": mode,
        },
    )
    from service.ask.answer import answer

    with _opened(settings) as resources:
        result = answer(request, resources)
    if as_json or not sys.stdout.isatty():
        typer.echo(result.model_dump_json())
    else:
        show_answer(result, Console())


@application.command()
def compare(
    *,
    indicator: Annotated[
        list[str] | None, typer.Option("--indicator", help="指标，例如“复议收案量”；可给多次。")
    ] = None,
    topic: Annotated[str | None, typer.Option(help="主题，例如“优化营商环境”。")] = None,
    region: Regions = None,
    year: Years = None,
    report: Annotated[
        list[str] | None, typer.Option("--report", help="只看这份报告（编号见 fazhi reports）；可给多次。")
    ] = None,
    mode: Annotated[str, typer.Option(help="auto、extractive 或 generative。")] = "auto",
    form: Annotated[
        Literal["table", "markdown", "csv", "xlsx", "json"] | None,
        typer.Option("--format", help="默认按 -o 的后缀，没有 -o 时在终端为 table，否则为 json。"),
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="写入这个文件；已有的会被覆盖。")] = None,
) -> None:
    """对比几份报告的指标或做法。"""
    from service.cli.terminal import show_comparison
    from service.compare.files import SUFFIXES, comparison_file
    from service.contract.compare import CompareRequest

    if not (indicator or topic):
        raise typer.BadParameter("请用 --indicator 或 --topic 说明要对比什么。")
    if form is None and output is not None:
        form = SUFFIXES.get(output.suffix.lower())
        if form is None:
            raise typer.BadParameter(f"从 {output.name} 看不出格式，请用 --format 指定。")
    wanted = form or ("table" if sys.stdout.isatty() else "json")
    if output is not None and wanted == "table":
        raise typer.BadParameter("table 只显示在终端；写入文件请用 markdown、csv、xlsx 或 json。")
    if output is None and wanted == "xlsx":
        raise typer.BadParameter("xlsx 要写入文件，请用 -o 指定。")
    settings = _start()
    scope = {"regions": region or [], "years": year or [], "report_ids": report or []}
    fields = {"indicators": indicator or [], "topic": topic, "scope": scope, "mode": mode}
    request = _validated(CompareRequest, fields)
    from service.compare.compare import compare as compare_reports

    with _opened(settings) as resources:
        result = compare_reports(request, resources)
    if wanted == "table":
        show_comparison(result, Console())
    elif output is None:
        typer.echo(comparison_file(result, wanted))
    else:
        _write(output, comparison_file(result, wanted))


@application.command()
def draft(
    *,
    region: Annotated[str, typer.Option("--region", help="地区（全称、简称或代码）。")],
    year: Annotated[int, typer.Option("--year", help="要写的年度，例如 2025；底本是此前最近的报告。")],
    section: Annotated[
        list[str] | None, typer.Option("--section", help="只起草这一部分，例如“规范行政执法”；可给多次。")
    ] = None,
    mode: Annotated[str, typer.Option(help="auto、extractive 或 generative。")] = "auto",
    form: Annotated[
        Literal["markdown", "docx", "json"] | None,
        typer.Option("--format", help="默认按 -o 的后缀，没有 -o 时在终端为 markdown，否则为 json。"),
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="写入这个文件；已有的会被覆盖。")] = None,
    clean: Annotated[bool, typer.Option("--clean", help="不带出处标注和出处附录。")] = False,
) -> None:
    """起草下一年度的报告：沿用体例，未知的数字和成效一律留空。"""
    from service.contract.draft import Draft, DraftRequest
    from service.draft.files.rendering import SUFFIXES, draft_file

    if form is None and output is not None:
        form = SUFFIXES.get(output.suffix.lower())
        if form is None:
            raise typer.BadParameter(f"从 {output.name} 看不出格式，请用 --format 指定。")
    wanted = form or ("markdown" if sys.stdout.isatty() else "json")
    if output is None and wanted == "docx":
        raise typer.BadParameter("docx 要写入文件，请用 -o 指定。")
    if output is not None:
        _refuse_unwritable(output)
    settings = _start()
    request = _validated(DraftRequest, {"region": region, "year": year, "sections": section or [], "mode": mode})
    from service.cli.terminal import make_progress, show_drafted
    from service.draft.draft import draft_events

    errors = Console(stderr=True, soft_wrap=True)
    with _opened(settings) as resources, make_progress(errors) as progress:
        task = progress.add_task("起草", total=None)
        for event in draft_events(request, resources):
            if isinstance(event, Draft):
                whole = event
            else:
                progress.update(task, description=event.section, completed=event.done, total=event.total)
    content = draft_file(whole, {}, wanted, clean)
    if output is None:
        typer.echo(content)
    else:
        _write(output, content)
        show_drafted(whole, output, errors)


@application.command()
def check(
    file: Annotated[
        Path, typer.Argument(help="报告或草稿，Word（.docx）、文本（.txt）或 Markdown（.md）文件；不会存入库中。")
    ],
    region: Annotated[str | None, typer.Option(help="文中读不出地区时用：全称或六位代码。")] = None,
    year: Annotated[int | None, typer.Option(help="文中读不出报告年度时用。")] = None,
    as_json: AsJson = False,
) -> None:
    """检查一份报告：待填项、加总、比率、前后数字、年份、法定内容、编号、标点，并与库中上年度报告比对数字和承诺。"""
    from service.cli.importing import read_bytes
    from service.cli.terminal import show_findings
    from service.review.review import catalog_of, check_file

    settings = _start()
    data = read_bytes(file, settings.max_upload_bytes)
    # No model, no indexes: works at once, also while a server holds them.
    found = check_file(data, file.name, lambda: catalog_of(settings), region=region, year=year)
    if as_json or not sys.stdout.isatty():
        typer.echo(found.model_dump_json())
    else:
        show_findings(found.items, Console())


@application.command()
def reports(as_json: AsJson = False) -> None:
    """列出库中的报告。"""
    from service.cli.terminal import show_reports
    from service.contract.reports import ReportBody
    from vectorstore.store import open_catalog

    settings = _start()
    # No model, no indexes: works at once, also while a server holds them.
    with closing(open_catalog(settings.home, settings.database_url)) as catalog:
        found = catalog.reports()
    if as_json or not sys.stdout.isatty():
        bodies = [ReportBody.of(report).model_dump(mode="json") for report in found]
        typer.echo(json.dumps(bodies, ensure_ascii=False))
    else:
        show_reports(found, Console())


@application.command()
def figures(
    report_id: Annotated[str | None, typer.Argument(help="报告编号，见 fazhi reports；不给则看所有报告。")] = None,
    *,
    indicator: Annotated[str | None, typer.Option(help="只看这个指标，例如：行政复议收到申请数。")] = None,
    region: Annotated[str | None, typer.Option(help="只看这个地区（代码、全称或简称；市、省含其下各区县）。")] = None,
    year: Annotated[int | None, typer.Option(help="只看这一年度。")] = None,
    as_json: AsJson = False,
) -> None:
    """列出报告中的数字，每个都注明出处。"""
    from service.cli.terminal import show_figures
    from service.library.figures import listed
    from vectorstore.catalog.ledgers import LEDGER_RULES, complete_ledgers
    from vectorstore.store import open_catalog

    settings = _start()
    with closing(open_catalog(settings.home, settings.database_url)) as catalog:
        # As every start does: no figure is missing because no service was started since fazhi was brought up to date.
        complete_ledgers(catalog, settings.home, LEDGER_RULES)
        found = listed(catalog, report_id=report_id, indicator=indicator, region=region, year=year)
    if as_json or not sys.stdout.isatty():
        typer.echo(json.dumps([figure.model_dump(mode="json") for figure in found], ensure_ascii=False))
    else:
        show_figures(found, Console())


@application.command()
def remove(report_id: Annotated[str, typer.Argument(help="报告编号，见 fazhi reports。")]) -> None:
    """移除一份报告。"""
    from service.library import reports as collection

    with _opened(_start()) as resources:
        collection.remove(report_id, resources.store)
    typer.echo(f"已移除 {report_id}。")


@application.command()
def reindex() -> None:
    """按报告库重建向量与词语索引（更换嵌入模型后，或索引损坏时）。"""
    from service.cli.importing import rebuild
    from service.cli.terminal import make_progress

    settings = _start()
    with _opened(settings, rebuild=True) as resources, make_progress(Console(stderr=True)) as progress:
        count = rebuild(resources, progress)
    typer.echo(f"已重建 {count} 份报告的索引。")


@application.command()
def serve(
    host: Annotated[str | None, typer.Option(help="监听的地址，默认取 FAZHI_HOST。")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="端口，0 为任意空闲端口。")] = None,
    workers: Annotated[int, typer.Option(min=1, help="工作进程数；多于一个时须设置 CHROMA_URL。")] = 1,
) -> None:
    """启动 HTTP 服务。"""
    from service.cli.serving import listen

    settings = _start()
    if workers > 1 and settings.chroma_url is None:
        raise InvalidSettings(
            "多个工作进程不能共用内嵌的 Chroma：请先运行 chroma run，把 CHROMA_URL 设为它的地址，或去掉 --workers。"
        )
    listener = listen(host or settings.host, settings.port if port is None else port)
    from service.cli.serving import run

    run(settings, listener, workers, announce=typer.echo)


def _start() -> Settings:
    settings = load_settings()
    keep_quiet(hub_allowed=settings.embedding_model_is_on_a_hub)
    from service.http.logs import configure_logs

    # Standard error is for people here: only what they must know.
    configure_logs("error" if settings.log_level == "info" else settings.log_level)
    return settings


@contextmanager
def _opened(settings: Settings, rebuild: bool = False) -> "Iterator[Resources]":
    from service.wiring import open_resources

    resources = open_resources(settings, rebuild)
    with closing(resources.store):
        yield resources


def _validated(model: "type[Body]", fields: dict[str, Any]) -> "Body":
    """Raises typer.BadParameter."""
    from pydantic import ValidationError

    from service.contract.validation import explain

    try:
        return model.model_validate(fields)
    except ValidationError as error:
        faults = [f"{'.'.join(map(str, fault['loc']))}：{explain(fault)}" for fault in error.errors()]
        raise typer.BadParameter("；".join(faults)) from error


def _refuse_unwritable(path: Path) -> None:
    """Before the work is done rather than after it."""
    new = not path.exists()
    try:
        path.open("ab").close()
        if new:
            path.unlink()
    except OSError as error:
        raise typer.BadParameter(f"无法写入 {path}：{error.strerror}。") from error


def _write(path: Path, content: bytes) -> None:
    """What was there stays whole until the new content is."""
    beside = path.with_name(f"{path.name}.part")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise typer.BadParameter(f"无法写入 {path}：{error.strerror}。") from error


def _read_history(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise typer.BadParameter(f"无法读取 {path}，应为 UTF-8 的 JSON 文件。") from error
