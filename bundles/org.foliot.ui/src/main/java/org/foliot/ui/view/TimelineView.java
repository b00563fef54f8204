package org.foliot.ui.view;

import org.foliot.report.Embedding.Section;

/** What happened in the latest run, over time: processors, vCPUs, events and curves, whose lines lead to the editor. */
public final class TimelineView extends RunPage {
    /** The id of the view. */
    public static final String ID = "org.foliot.ui.timeline";

    /** Made by the workbench. */
    public TimelineView() {
        super(Section.TIMELINE);
    }
}
