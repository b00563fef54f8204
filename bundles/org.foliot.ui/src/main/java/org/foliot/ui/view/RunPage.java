package org.foliot.ui.view;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.Status;
import org.eclipse.e4.core.services.events.IEventBroker;
import org.eclipse.e4.ui.css.swt.theme.IThemeEngine;
import org.eclipse.swt.SWT;
import org.eclipse.swt.SWTError;
import org.eclipse.swt.SWTException;
import org.eclipse.swt.browser.Browser;
import org.eclipse.swt.browser.LocationEvent;
import org.eclipse.swt.browser.LocationListener;
import org.eclipse.swt.browser.ProgressListener;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.part.ViewPart;
import org.foliot.export.ExportException;
import org.foliot.export.WholeFile;
import org.foliot.report.Embedding;
import org.foliot.report.Report;
import org.foliot.report.ReportPage;
import org.foliot.report.RunView;
import org.foliot.ui.FoliotWorkbench;
import org.foliot.ui.WorkbenchTheme;
import org.osgi.service.event.EventHandler;

/**
 * A view that shows one section of the latest run: the page that {@code foliot report} writes, in the colours of the workbench. A run
 * that was cancelled, or whose scenario is wrong, leaves the page of the run before it.
 */
abstract class RunPage extends ViewPart {
    private static final String NOTHING = "<!DOCTYPE html><html><meta charset=\"utf-8\">"
            + "<body style=\"font: 13px system-ui, sans-serif; margin: 1rem; background: %s; color: %s\">"
            + "Run a scenario, and what happens in it is shown here.</html>";
    /** A page whose place another has taken before it was there says nothing. */
    private static final String COMPLAINTS = "return window.foliot ? foliot.complaints().join('\\n') : ''";

    private final Embedding.Section section;
    private final Consumer<RunView> runListener = this::runMade;
    private final EventHandler themeListener = event -> themeChanged();
    private Composite parent;
    private Browser browser;
    private Path page;

    RunPage(Embedding.Section section) {
        this.section = section;
    }

    @Override
    public void createPartControl(Composite control) {
        parent = control;
        try {
            browser = new Browser(parent, SWT.NONE);
        } catch (SWTError e) {
            Label instead = new Label(parent, SWT.WRAP);
            instead.setText("This view is drawn by WebKitGTK, which is not installed; on Debian and Ubuntu: "
                    + "apt-get install --no-install-recommends libwebkit2gtk-4.1-0");
            return;
        }
        page = FoliotWorkbench.get()
                .getStateLocation()
                .toPath()
                .resolve(getSite().getId() + ".html");
        browser.setJavascriptEnabled(true);
        browser.addLocationListener(LocationListener.changingAdapter(this::leave));
        browser.addProgressListener(ProgressListener.completedAdapter(event -> logComplaints()));
        getSite().getService(IEventBroker.class).subscribe(IThemeEngine.Events.THEME_CHANGED, themeListener);
        LatestRun latest = FoliotWorkbench.get().latestRun();
        latest.add(runListener);
        latest.get().ifPresentOrElse(this::show, this::showNothing);
    }

    /** The page leads to lines of scenarios, which the editor shows, and nowhere else. */
    private void leave(LocationEvent event) {
        if (event.location.startsWith(SourceLine.SCHEME)) {
            event.doit = false;
            // Not while the browser waits for an answer.
            later(() -> SourceLine.of(event.location).ifPresent(this::open));
        } else {
            event.doit = event.location.equals("about:blank") || event.location.startsWith(address());
        }
    }

    private void open(SourceLine line) {
        boolean open = line.open(getSite().getPage());
        getViewSite()
                .getActionBars()
                .getStatusLineManager()
                .setErrorMessage(open ? null : line.file() + " is not in the workspace any more");
    }

    private void runMade(RunView run) {
        later(() -> show(run));
    }

    private void themeChanged() {
        if (FoliotWorkbench.get().latestRun().get().isPresent()) {
            browser.execute("foliot.theme('" + (isDark() ? "dark" : "light") + "');");
        } else {
            showNothing();
        }
    }

    private void later(Runnable work) {
        parent.getDisplay().asyncExec(() -> {
            if (!browser.isDisposed()) {
                work.run();
            }
        });
    }

    private void showNothing() {
        browser.setText(isDark() ? NOTHING.formatted("#0d1117", "#9aa4af") : NOTHING.formatted("#ffffff", "#59636e"));
    }

    private void show(RunView run) {
        try {
            // The browser may still be reading the page before.
            WholeFile.write(
                    page, out -> ReportPage.write(Report.of(List.of(run)), new Embedding(section, isDark()), out));
        } catch (ExportException e) {
            ILog.get().log(Status.error("the run cannot be shown", e));
            return;
        }
        browser.setUrl(address());
    }

    private String address() {
        return page.toUri().toString();
    }

    private boolean isDark() {
        return WorkbenchTheme.isDark(getSite());
    }

    private void logComplaints() {
        try {
            String said = String.valueOf(browser.evaluate(COMPLAINTS));
            if (!said.isEmpty()) {
                ILog.get().log(Status.error("the page of a run has gone wrong: " + said));
            }
        } catch (SWTException e) {
            ILog.get().log(Status.error("the page of a run cannot be asked whether it is well", e));
        }
    }

    /** The browser, for tests that look at what it shows. */
    public Browser browser() {
        return browser;
    }

    @Override
    public void setFocus() {
        parent.setFocus();
    }

    @Override
    public void dispose() {
        FoliotWorkbench.get().latestRun().remove(runListener);
        getSite().getService(IEventBroker.class).unsubscribe(themeListener);
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
