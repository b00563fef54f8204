package org.foliot.dsl.lsp;

import java.util.function.Consumer;
import org.eclipse.lsp4j.jsonrpc.MessageConsumer;
import org.eclipse.lsp4j.jsonrpc.MessageProducer;
import org.eclipse.lsp4j.jsonrpc.RemoteEndpoint;
import org.eclipse.lsp4j.jsonrpc.json.ConcurrentMessageProcessor;
import org.eclipse.lsp4j.jsonrpc.json.MessageJsonHandler;
import org.eclipse.lsp4j.launch.LSPLauncher;
import org.eclipse.lsp4j.services.LanguageClient;

/** Connects the server with an editor whose messages are {@linkplain MeasuredMessages measured}. */
final class MeasuredLauncher extends LSPLauncher.Builder<LanguageClient> {
    private final Consumer<String> refusal;
    private MessageJsonHandler json;
    private RemoteEndpoint endpoint;

    MeasuredLauncher(Consumer<String> refusal) {
        this.refusal = refusal;
        setRemoteInterface(LanguageClient.class);
    }

    @Override
    protected RemoteEndpoint createRemoteEndpoint(MessageJsonHandler handler) {
        json = handler;
        endpoint = super.createRemoteEndpoint(handler);
        return endpoint;
    }

    @Override
    protected ConcurrentMessageProcessor createMessageProcessor(
            MessageProducer unmeasured, MessageConsumer consumer, LanguageClient editor) {
        return super.createMessageProcessor(new MeasuredMessages(input, json, endpoint, refusal), consumer, editor);
    }
}
