package org.foliot.ui.view;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.Status;
import org.eclipse.swt.SWT;
import org.eclipse.swt.browser.Browser;
import org.eclipse.swt.browser.LocationEvent;
import org.eclipse.swt.browser.LocationListener;
import org.eclipse.swt.browser.ProgressListener;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.part.ViewPart;
import org.foliot.report.RunView;
import org.foliot.ui.FoliotWorkbench;

/** A view that shows the latest run as a page. */
abstract class RunPage extends ViewPart {
    private static final String NOTHING =
            "<!DOCTYPE html><meta charset=utf-8><body style='font-family:sans-serif;color:#777'>"
                    + "<p>Run a scenario, and what happened in it is shown here.";

    private final Consumer<RunView> listener = this::runMade;
    private Browser browser;
    private Path page;

    /** The page of a run. */
    abstract String write(RunView run) throws IOException;

    /** What a page is told as soon as it is there, in its own language; empty for nothing. */
    abstract String greeting();

    @Override
    public void createPartControl(Composite parent) {
        browser = new Browser(parent, SWT.NONE);
        browser.setJavascriptEnabled(true);
        browser.addLocationListener(LocationListener.changingAdapter(this::leave));
        browser.addProgressListener(ProgressListener.completedAdapter(event -> {
            if (!greeting().isEmpty()) {
                browser.execute(greeting());
            }
        }));
        LatestRun latest = FoliotWorkbench.get().latestRun();
        latest.add(listener);
        latest.get().ifPresentOrElse(this::show, () -> browser.setText(NOTHING));
    }

    private void leave(LocationEvent event) {
        if (event.location.startsWith(SourceLine.SCHEME)) {
            event.doit = false;
            SourceLine.of(event.location).ifPresent(line -> line.open(getSite().getPage()));
        }
    }

    private void runMade(RunView run) {
        getSite().getShell().getDisplay().asyncExec(() -> {
            if (!browser.isDisposed()) {
                show(run);
            }
        });
    }

    private void show(RunView run) {
        try {
            if (page == null) {
                page = Files.createTempFile("foliot-", ".html");
            }
            Files.writeString(page, write(run), StandardCharsets.UTF_8);
            browser.setUrl(page.toUri().toString());
        } catch (IOException e) {
            ILog.get().log(Status.error("the run cannot be shown", e));
        }
    }

    /** The browser, for tests that look at what it shows. */
    public Browser browser() {
        return browser;
    }

    @Override
    public void setFocus() {
        browser.setFocus();
    }

    @Override
    public void dispose() {
        FoliotWorkbench.get().latestRun().remove(listener);
        try {
            if (page != null) {
                Files.deleteIfExists(page);
            }
        } catch (IOException e) {
            ILog.get().log(Status.warning("the page of a run is left behind: " + page, e));
        }
        super.dispose();
    }
}
