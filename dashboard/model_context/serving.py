"""The protocol itself, by its own SDK: over standard input and output, or over HTTP."""

import logging
from dataclasses import replace
from importlib.metadata import version
from typing import Any
from urllib.parse import urlsplit

import anyio
import mcp.types as protocol
import uvicorn
from mcp.server import Server, ServerRequestContext
from mcp.server.stdio import stdio_server
from mcp.server.transport_security import TransportSecuritySettings

from dashboard.model_context.answers import ModelReader
from dashboard.model_context.tool import TOOLS

PATH = "/mcp"
INSTRUCTIONS = (
    "Numbers of public programmes: begin with «programmes». Every answer names its revision; a row of values "
    "also the version of its definition and marks such as «illustrative» and «partial», which belong to the number "
    "wherever it is repeated. «state» tells no data, not applicable, not yet due and hidden (too few persons) from "
    "zero. Compute nothing from rows that a tool can be asked for, and give people the address in «page»."
)


def protocol_server(reader: ModelReader) -> Server[Any]:
    """A server of the protocol over the dashboard's."""
    listed = [_described(name) for name in TOOLS]

    async def list_tools(_context: Any, _params: Any) -> protocol.ListToolsResult:
        return protocol.ListToolsResult(tools=listed)

    async def call_tool(
        context: ServerRequestContext[Any], params: protocol.CallToolRequestParams
    ) -> protocol.CallToolResult:
        # by HTTP each asks in their own name
        headers = getattr(context.request, "headers", {})
        own = replace(reader, authorization=headers.get("authorization", ""))
        answer = await anyio.to_thread.run_sync(own.answer, params.name, params.arguments or {})
        content = protocol.TextContent(type="text", text=answer.text)
        return protocol.CallToolResult(content=[content], is_error=answer.is_refusal)

    return Server(
        "itog",
        version=version("itog"),
        instructions=INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def _described(name: str) -> protocol.Tool:
    tool = TOOLS[name]
    return protocol.Tool(
        name=tool.name,
        description=tool.description,
        input_schema=tool.schema,
        annotations=protocol.ToolAnnotations(read_only_hint=True, open_world_hint=False),
    )


def speak(reader: ModelReader) -> None:
    """Answer who has started the process, over its standard input and output, until they leave."""

    async def run() -> None:
        server = protocol_server(reader)
        async with stdio_server() as (arriving, leaving):
            await server.run(arriving, leaving, server.create_initialization_options())

    anyio.run(run)


def web_application(reader: ModelReader, host: str) -> Any:
    """The same for HTTP: without sessions, so that any of several processes may answer."""
    hosts = [f"{name}:*" for name in (host, "127.0.0.1", "localhost")]
    site = urlsplit(reader.site)
    if site.netloc:
        hosts.append(site.netloc)
    # a page of another site, which a browser on this machine has open, asks in nobody's name
    security = TransportSecuritySettings(
        allowed_hosts=hosts, allowed_origins=[reader.site.rstrip("/")] if reader.site else []
    )
    return protocol_server(reader).streamable_http_app(
        streamable_http_path=PATH,
        json_response=True,
        stateless_http=True,
        transport_security=security,
        host=host,
    )


def serve(reader: ModelReader, host: str, port: int) -> None:
    """Answer over HTTP until the process is stopped."""
    logging.getLogger("mcp").setLevel(logging.WARNING)
    uvicorn.run(web_application(reader, host), host=host, port=port, log_level="warning")
