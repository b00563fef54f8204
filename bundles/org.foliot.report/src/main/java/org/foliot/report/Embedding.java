package org.foliot.report;

import java.util.Locale;

/**
 * How a page is shown that is part of something else, such as a view of a workbench: one section of its run, in the colours that
 * are around it. Lines of the scenario are opened by going to {@code foliot:line?file=…&line=…}, which the embedder catches.
 *
 * @param section what is shown of the run
 * @param dark whether the ground around the page is dark
 */
public record Embedding(Section section, boolean dark) {
    /** What can be shown by itself. */
    public enum Section {
        /** What processors and vCPUs did over time, what happened, and curves. */
        TIMELINE,
        /** Physical, live physical and virtual time of a vCPU. */
        FIGURE
    }

    /** What the page's root says, by which its styles and scripts go. */
    String attributes() {
        return " data-section=\"" + section.name().toLowerCase(Locale.ROOT) + "\" data-theme=\""
                + (dark ? "dark" : "light") + "\"";
    }
}
