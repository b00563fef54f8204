package org.foliot.dsl.lsp;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.xtext.ide.server.ILanguageServerShutdownAndExitHandler;

/** Waits for the end of a conversation, however it comes, and remembers how it came. */
final class Farewell implements ILanguageServerShutdownAndExitHandler {
    private static final int BROKEN = 2;

    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicInteger exitCode = new AtomicInteger(1);

    @Override
    public void shutdown() {
        exitCode.set(0);
    }

    @Override
    public void exit() {
        over.countDown();
    }

    /** The editor has closed its end, which needs no word before it. */
    void gone() {
        if (over.getCount() > 0) {
            exitCode.set(0);
        }
        over.countDown();
    }

    /** What the editor says is nothing that can be gone on with. */
    void broken() {
        if (over.getCount() > 0) {
            exitCode.set(BROKEN);
        }
        over.countDown();
    }

    int await() throws InterruptedException {
        over.await();
        return exitCode.get();
    }
}
