package org.foliot.ui;

import org.apache.log4j.AppenderSkeleton;
import org.apache.log4j.Level;
import org.apache.log4j.spi.LoggingEvent;
import org.apache.log4j.spi.ThrowableInformation;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;

/** Takes what the editor's libraries warn of, in a log that nobody reads, over to the log of the workbench. */
final class LibraryLog extends AppenderSkeleton {
    private final ILog log;

    LibraryLog(ILog log) {
        this.log = log;
        setThreshold(Level.WARN);
    }

    @Override
    protected void append(LoggingEvent event) {
        ThrowableInformation thrown = event.getThrowableInformation();
        int severity = event.getLevel().isGreaterOrEqual(Level.ERROR) ? IStatus.ERROR : IStatus.WARNING;
        log.log(new Status(
                severity,
                event.getLoggerName(),
                String.valueOf(event.getMessage()),
                thrown == null ? null : thrown.getThrowable()));
    }

    @Override
    public boolean requiresLayout() {
        return false;
    }

    /** There is nothing to close. */
    @Override
    public void close() {}
}
