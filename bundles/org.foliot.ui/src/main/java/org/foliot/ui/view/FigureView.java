package org.foliot.ui.view;

import org.foliot.report.Embedding.Section;

/** Physical, live physical and virtual time of a vCPU of the latest run, as Figure 1 of Arm DEN0057A draws them. */
public final class FigureView extends RunPage {
    /** The id of the view. */
    public static final String ID = "org.foliot.ui.figure";

    /** Made by the workbench. */
    public FigureView() {
        super(Section.FIGURE);
    }
}
