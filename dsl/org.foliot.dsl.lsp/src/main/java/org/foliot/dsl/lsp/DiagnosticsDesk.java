package org.foliot.dsl.lsp;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.services.LanguageClient;

/**
 * Puts what the language says of a file and what its last run found together: the protocol replaces all diagnostics of a file
 * at once.
 */
final class DiagnosticsDesk {
    private final LanguageClient client;
    private final Map<String, List<Diagnostic>> written = new HashMap<>();
    private final Map<String, Map<String, List<Diagnostic>>> found = new HashMap<>();

    DiagnosticsDesk(LanguageClient client) {
        this.client = client;
    }

    /** The client as those see it who know of no runs. */
    LanguageClient client() {
        return (LanguageClient) Proxy.newProxyInstance(
                LanguageClient.class.getClassLoader(),
                new Class<?>[] {LanguageClient.class},
                (self, method, arguments) -> {
                    if (arguments != null
                            && arguments.length == 1
                            && arguments[0] instanceof PublishDiagnosticsParams params) {
                        publish(params.getUri(), params.getDiagnostics());
                        return null;
                    }
                    try {
                        return method.invoke(client, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private synchronized void publish(String uri, List<Diagnostic> diagnostics) {
        written.put(uri, List.copyOf(diagnostics));
        send(uri);
    }

    /**
     * Replaces what runs of a scenario found.
     *
     * @param scenario which was run
     * @param failures what it found, by file
     */
    synchronized void found(String scenario, Map<String, List<Diagnostic>> failures) {
        Map<String, List<Diagnostic>> before = found.put(scenario, failures);
        List<String> files = new ArrayList<>(failures.keySet());
        if (before != null) {
            before.keySet().stream().filter(f -> !failures.containsKey(f)).forEach(files::add);
        }
        files.forEach(this::send);
    }

    private void send(String uri) {
        List<Diagnostic> all = new ArrayList<>(written.getOrDefault(uri, List.of()));
        found.values().forEach(run -> all.addAll(run.getOrDefault(uri, List.of())));
        client.publishDiagnostics(new PublishDiagnosticsParams(uri, all));
    }
}
