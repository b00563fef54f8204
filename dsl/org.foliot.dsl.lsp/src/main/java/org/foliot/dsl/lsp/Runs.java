package org.foliot.dsl.lsp;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.eclipse.emf.common.util.URI;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.CodeLensWorkspaceCapabilities;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DiagnosticSeverity;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.MessageType;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.WindowClientCapabilities;
import org.eclipse.lsp4j.WorkspaceClientCapabilities;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.xtext.ide.server.UriExtensions;
import org.foliot.api.extension.Catalog;
import org.foliot.export.FailureText;
import org.foliot.program.Program;
import org.foliot.program.Source;
import org.foliot.run.Cancellation;
import org.foliot.run.Outcome;
import org.foliot.run.RefusedEvent;
import org.foliot.run.RunResult;
import org.foliot.run.RunSettings;
import org.foliot.run.Runner;
import org.foliot.run.Verdict;

/** Runs scenarios in the background for an editor: one at a time of each file, with progress, and what failed on its line. */
final class Runs implements AutoCloseable {
    private static final String SOURCE = "foliot run";
    private static final String FAILED = "expectation-failed";
    private static final String REFUSED = "event-refused";
    private static final String BROKEN = "run-failed";

    private final Supplier<Catalog> catalog;
    private final UriExtensions uris = new UriExtensions();
    private final ExecutorService threads = Executors.newCachedThreadPool(Runs::thread);
    private final Map<String, Running> running = new HashMap<>();
    private final Map<String, Map<String, String>> verdicts = new HashMap<>();
    private LanguageClient client;
    private DiagnosticsDesk desk;
    private boolean showsProgress;
    private boolean refreshesLenses;

    /** One run that goes on. */
    private record Running(Either<String, Integer> token, Cancellation cancellation) {}

    Runs(Supplier<Catalog> catalog) {
        this.catalog = catalog;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "foliot-run");
        thread.setDaemon(true);
        return thread;
    }

    synchronized void connect(LanguageClient newClient, DiagnosticsDesk newDesk) {
        client = newClient;
        desk = newDesk;
    }

    /** Notes what the editor can show. */
    synchronized void greet(ClientCapabilities capabilities) {
        showsProgress = Optional.ofNullable(capabilities.getWindow())
                .map(WindowClientCapabilities::getWorkDoneProgress)
                .orElse(false);
        refreshesLenses = Optional.ofNullable(capabilities.getWorkspace())
                .map(WorkspaceClientCapabilities::getCodeLens)
                .map(CodeLensWorkspaceCapabilities::getRefreshSupport)
                .orElse(false);
    }

    /**
     * Begins a run, in place of one of the same file that still goes on.
     *
     * @param scenario the file's address
     * @param token by which the editor follows its progress; absent to agree on one
     */
    synchronized void start(String scenario, Program program, long seed, Optional<Either<String, Integer>> token) {
        cancel(scenario);
        Either<String, Integer> followed =
                token.orElseGet(() -> Either.forLeft(UUID.randomUUID().toString()));
        Running begun = new Running(followed, new Cancellation());
        running.put(scenario, begun);
        RunProgress progress = new RunProgress(client, followed, showsProgress || token.isPresent(), token.isEmpty());
        desk.found(scenario, Map.of());
        threads.execute(() -> run(scenario, program, seed, begun, progress));
    }

    /** Ends the run of a file; whether there was one. */
    synchronized boolean cancel(String scenario) {
        Running before = running.remove(scenario);
        if (before != null) {
            before.cancellation().request();
        }
        return before != null;
    }

    /** Ends the run that has a token. */
    synchronized void cancel(Either<String, Integer> token) {
        running.values().stream().filter(r -> r.token().equals(token)).forEach(r -> r.cancellation()
                .request());
    }

    private void run(String scenario, Program program, long seed, Running begun, RunProgress progress) {
        progress.begin(program.name());
        String summary = program.name() + " failed";
        try {
            RunResult result = new Runner()
                    .run(
                            program,
                            seed,
                            catalog.get(),
                            new RunSettings()
                                    .withCancellation(begun.cancellation())
                                    .withProgress(progress));
            summary = summary(result);
            ended(scenario, begun, result, summary);
        } finally {
            progress.end(summary);
        }
    }

    private synchronized void ended(String scenario, Running begun, RunResult result, String summary) {
        if (begun.equals(running.get(scenario))) {
            running.remove(scenario);
        }
        MessageType type = result.outcome() == Outcome.PASSED || result.outcome() == Outcome.CANCELLED
                ? MessageType.Info
                : MessageType.Warning;
        if (result.outcome() != Outcome.CANCELLED) {
            desk.found(scenario, failures(scenario, result));
            Map<String, String> texts = new HashMap<>();
            result.verdicts().forEach(v -> texts.put(v.expectation().source().text(), title(v)));
            verdicts.put(scenario, texts);
            if (refreshesLenses) {
                var ignored = client.refreshCodeLenses();
            }
        }
        client.showMessage(new MessageParams(type, summary));
    }

    private static String title(Verdict verdict) {
        return switch (verdict.status()) {
            case HELD -> "✓ held";
            case UNDECIDED -> "? the run ended before it could be known";
            case FAILED -> "✗ " + FailureText.sentence(verdict);
        };
    }

    private static String summary(RunResult result) {
        String name = result.program().name();
        long held = result.verdicts().stream()
                .filter(v -> v.status() == Verdict.Status.HELD)
                .count();
        return switch (result.outcome()) {
            case PASSED ->
                name + " passed: " + held + " of " + result.verdicts().size() + " expectations held";
            case FAILED ->
                name + " failed: " + held + " of " + result.verdicts().size() + " expectations held"
                        + (result.unexpectedRefusals().isEmpty()
                                ? ""
                                : ", " + result.unexpectedRefusals().size() + " events were refused");
            case CANCELLED -> name + " was cancelled";
            case INVALID, ERROR ->
                name + " could not be run: "
                        + result.error().map(e -> e.message()).orElse("");
        };
    }

    private Map<String, List<Diagnostic>> failures(String scenario, RunResult result) {
        Map<String, List<Diagnostic>> failures = new HashMap<>();
        for (Verdict verdict : result.verdicts()) {
            if (verdict.status() == Verdict.Status.FAILED) {
                add(scenario, verdict.expectation().source(), FAILED, FailureText.sentence(verdict), failures);
            }
        }
        for (RefusedEvent refused : result.unexpectedRefusals()) {
            add(scenario, refused.action().source(), REFUSED, FailureText.sentence(refused), failures);
        }
        result.error().ifPresent(e -> e.where()
                .ifPresentOrElse(w -> add(scenario, w, BROKEN, e.message(), failures), () -> failures.computeIfAbsent(
                                scenario, f -> new ArrayList<>())
                        .add(diagnostic(new Range(new Position(0, 0), new Position(0, 1)), BROKEN, e.message()))));
        return failures;
    }

    private void add(
            String scenario, Source source, String code, String message, Map<String, List<Diagnostic>> failures) {
        // What is saved nowhere has a name but no path, and only the scenario itself can be that.
        String uri =
                Path.of(source.file()).isAbsolute() ? uris.toUriString(URI.createFileURI(source.file())) : scenario;
        Position start = new Position(source.line() - 1, source.column() - 1);
        Position end = new Position(
                source.line() - 1, source.column() - 1 + source.text().length());
        failures.computeIfAbsent(uri, f -> new ArrayList<>()).add(diagnostic(new Range(start, end), code, message));
    }

    private static Diagnostic diagnostic(Range range, String code, String message) {
        Diagnostic diagnostic = new Diagnostic(range, message, DiagnosticSeverity.Error, SOURCE);
        diagnostic.setCode(code);
        return diagnostic;
    }

    /**
     * What the last run of a file found of an expectation, in a few words.
     *
     * @param text the expectation on one line
     */
    synchronized Optional<String> lastVerdict(String scenario, String text) {
        return Optional.ofNullable(verdicts.getOrDefault(scenario, Map.of()).get(text));
    }

    /** Whether a run of a file goes on. */
    synchronized boolean isRunning(String scenario) {
        return running.containsKey(scenario);
    }

    @Override
    public synchronized void close() {
        running.values().forEach(r -> r.cancellation().request());
        threads.shutdownNow();
    }
}
