package org.foliot.dsl.lsp;

import com.google.inject.Guice;
import com.google.inject.Injector;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.MessageType;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.xtext.ide.server.ServerModule;
import org.eclipse.xtext.util.Modules2;
import org.foliot.api.extension.Catalog;
import org.foliot.catalog.CatalogSource;

/** One conversation with one editor, from its first byte to its last. */
public final class LanguageServerSession {
    private static final String FAREWELL = "the language server ends: ";

    private final CatalogSource source;

    /** A session for what is installed, now and at any later moment. */
    public LanguageServerSession(CatalogSource source) {
        this.source = source;
    }

    /**
     * Serves an editor until it says {@code exit}, closes its end, or this thread is interrupted.
     *
     * @param in what the editor writes
     * @param out what the editor reads; nobody else may write there
     * @param problems where it is said what went wrong between the two
     * @return 0 when the editor has said {@code shutdown} before {@code exit}, or has gone; 1 when it has not, as the protocol
     *     wants it; 2 when it has announced a message of more than 64 MiB
     * @throws InterruptedException when it was interrupted; runs have been cancelled then
     */
    public int serve(InputStream in, OutputStream out, PrintStream problems) throws InterruptedException {
        AtomicReference<Catalog> installed = new AtomicReference<>(source.snapshot());
        Farewell farewell = new Farewell();
        Runs runs = new Runs(installed::get);
        Everywhere everywhere = new Everywhere();
        new EditingSetup(installed::get, runs, everywhere).createInjectorAndDoEMFRegistration();
        Injector injector =
                Guice.createInjector(Modules2.mixin(new ServerModule(), new SessionModule(farewell, runs, everywhere)));
        ScenarioServer server = injector.getInstance(ScenarioServer.class);
        ExecutorService threads = Executors.newCachedThreadPool(LanguageServerSession::daemon);
        Launcher<LanguageClient> launcher = new MeasuredLauncher(why -> {
                    server.tell(new MessageParams(MessageType.Error, FAREWELL + why));
                    problems.println(FAREWELL + why);
                    farewell.broken();
                })
                .setLocalService(server)
                .setInput(in)
                .setOutput(out)
                .setExecutorService(threads)
                .create();
        server.connect(launcher.getRemoteProxy());
        try (CatalogSource.Watch watch = source.watch(() -> {
            installed.set(source.snapshot());
            server.catalogueChanged();
        })) {
            // What has come between the first look and the watch counts too.
            installed.set(source.snapshot());
            Future<Void> listening = launcher.startListening();
            threads.execute(() -> {
                await(listening);
                farewell.gone();
            });
            return farewell.await();
        } finally {
            runs.close();
            server.getRequestManager().shutdown();
            threads.shutdownNow();
        }
    }

    private static void await(Future<Void> listening) {
        try {
            listening.get();
        } catch (ExecutionException e) {
            // A connection that breaks is over, like one that is closed.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "foliot-lsp");
        thread.setDaemon(true);
        return thread;
    }
}
