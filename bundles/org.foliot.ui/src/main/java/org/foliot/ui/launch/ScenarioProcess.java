package org.foliot.ui.launch;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.PlatformObject;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.IJobChangeListener;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.model.IProcess;
import org.eclipse.debug.core.model.IStreamMonitor;
import org.eclipse.debug.core.model.IStreamsProxy;
import org.foliot.run.Cancellation;
import org.foliot.ui.FoliotWorkbench;

/**
 * A run as the workbench sees it: a process with output and an end, in a job that shows how far it has come. Ending either
 * cancels the run; so does the end of the workbench, which waits for it.
 */
final class ScenarioProcess extends PlatformObject implements IProcess, IStreamsProxy {
    /** What the command line would say of a run that was interrupted, and of one that Foliot could not make. */
    private static final int INTERRUPTED = 130;

    private static final int FAILURE = 4;

    private final RunRequest request;
    private final ILaunch launch;
    private final Output results = new Output();
    private final Output errors = new Output();
    private final Cancellation cancellation = new Cancellation();
    private final Map<String, String> attributes = new ConcurrentHashMap<>();
    private volatile int exitCode;
    private volatile boolean ended;

    ScenarioProcess(RunRequest request, ILaunch launch) {
        this.request = request;
        this.launch = launch;
    }

    /** Begins in the background. */
    void start() {
        launch.addProcess(this);
        tell(DebugEvent.CREATE);
        Job job = new Job("Running " + request.name()) {
            @Override
            protected IStatus run(IProgressMonitor monitor) {
                int code = FAILURE;
                try {
                    code = new ScenarioRun(request, cancellation, results, errors).run(monitor);
                } finally {
                    end(code);
                }
                return cancellation.isRequested() ? Status.CANCEL_STATUS : Status.OK_STATUS;
            }

            @Override
            protected void canceling() {
                cancellation.request();
            }

            @Override
            public boolean belongsTo(Object family) {
                return FoliotWorkbench.FAMILY_RUNS == family;
            }
        };
        job.addJobChangeListener(IJobChangeListener.onDone(event -> {
            if (!ended) {
                // It was cancelled before it began.
                end(INTERRUPTED);
            }
        }));
        job.schedule();
    }

    private void end(int code) {
        exitCode = code;
        ended = true;
        tell(DebugEvent.TERMINATE);
    }

    private void tell(int kind) {
        DebugPlugin.getDefault().fireDebugEventSet(new DebugEvent[] {new DebugEvent(this, kind)});
    }

    @Override
    public void terminate() {
        cancellation.request();
    }

    @Override
    public boolean canTerminate() {
        return !ended;
    }

    @Override
    public boolean isTerminated() {
        return ended;
    }

    @Override
    public int getExitValue() throws DebugException {
        if (!ended) {
            throw new DebugException(Status.error("the run goes on"));
        }
        return exitCode;
    }

    @Override
    public String getLabel() {
        return request.name() + " [seed " + request.seed() + "]";
    }

    @Override
    public ILaunch getLaunch() {
        return launch;
    }

    @Override
    public IStreamsProxy getStreamsProxy() {
        return this;
    }

    @Override
    public IStreamMonitor getOutputStreamMonitor() {
        return results;
    }

    @Override
    public IStreamMonitor getErrorStreamMonitor() {
        return errors;
    }

    /** A run reads nothing. */
    @Override
    public void write(String input) {}

    @Override
    public void setAttribute(String key, String value) {
        attributes.put(key, value);
    }

    @Override
    public String getAttribute(String key) {
        return attributes.get(key);
    }

    @Override
    public <T> T getAdapter(Class<T> adapter) {
        if (adapter.isInstance(this)) {
            return adapter.cast(this);
        }
        return adapter.isInstance(launch) ? adapter.cast(launch) : super.getAdapter(adapter);
    }
}
