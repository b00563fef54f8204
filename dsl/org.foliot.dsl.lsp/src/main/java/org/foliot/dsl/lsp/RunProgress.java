package org.foliot.dsl.lsp;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.lsp4j.ProgressParams;
import org.eclipse.lsp4j.WorkDoneProgressBegin;
import org.eclipse.lsp4j.WorkDoneProgressCreateParams;
import org.eclipse.lsp4j.WorkDoneProgressEnd;
import org.eclipse.lsp4j.WorkDoneProgressNotification;
import org.eclipse.lsp4j.WorkDoneProgressReport;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.services.LanguageClient;
import org.foliot.run.Measure;
import org.foliot.run.Progress;

/** Tells an editor how far a run has come, once per percent. */
final class RunProgress implements Progress {
    private static final int WHOLE = 100;
    private static final int PATIENCE_SECONDS = 5;

    private final LanguageClient client;
    private final Either<String, Integer> token;
    private final boolean shown;
    private final boolean announced;
    private int percent = -1;

    /**
     * Progress under a token.
     *
     * @param shown whether the editor shows progress at all
     * @param announced whether the token is ours, so that the editor has to be told of it first
     */
    RunProgress(LanguageClient client, Either<String, Integer> token, boolean shown, boolean announced) {
        this.client = client;
        this.token = token;
        this.shown = shown;
        this.announced = announced;
    }

    /** Begins; waits a moment for an editor that has to agree first. */
    void begin(String name) {
        if (!shown) {
            return;
        }
        if (announced) {
            try {
                client.createProgress(new WorkDoneProgressCreateParams(token)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException e) {
                // Then it shows nothing, and the run goes on.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        WorkDoneProgressBegin begin = new WorkDoneProgressBegin();
        begin.setTitle("Running " + name);
        begin.setCancellable(true);
        begin.setPercentage(0);
        send(begin);
    }

    @Override
    public void at(long instant, long end, long events) {
        int now = end <= 0 ? 0 : (int) Math.min(WHOLE, Math.floorDiv(instant, Math.max(1, end / WHOLE)));
        if (shown && now != percent) {
            percent = now;
            WorkDoneProgressReport report = new WorkDoneProgressReport();
            report.setPercentage(now);
            report.setMessage(Measure.time(instant) + " of " + Measure.time(end));
            report.setCancellable(true);
            send(report);
        }
    }

    void end(String summary) {
        if (shown) {
            WorkDoneProgressEnd end = new WorkDoneProgressEnd();
            end.setMessage(summary);
            send(end);
        }
    }

    private void send(WorkDoneProgressNotification notification) {
        client.notifyProgress(new ProgressParams(token, Either.forLeft(notification)));
    }
}
