package org.foliot.ui.view;

import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import org.foliot.report.Report;
import org.foliot.report.ReportPage;
import org.foliot.report.RunView;

/** What happened in the latest run, over time: the page of {@code foliot report}, whose lines lead to the editor. */
public final class TimelineView extends RunPage {
    /** The id of the view. */
    public static final String ID = "org.foliot.ui.timeline";

    @Override
    String write(RunView run) throws IOException {
        StringWriter page = new StringWriter();
        ReportPage.write(Report.of(List.of(run)), page);
        return page.toString();
    }

    @Override
    String greeting() {
        return "foliot.linksLeave(true);";
    }
}
