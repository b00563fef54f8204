package org.foliot.ui.view;

import java.io.IOException;
import java.io.StringWriter;
import java.util.Map;
import org.foliot.export.WholeFile;
import org.foliot.report.RunPictures;
import org.foliot.report.RunView;

/** Physical, live physical and virtual time of vCPUs of the latest run, as Figure 1 of Arm DEN0057A draws them. */
public final class FigureView extends RunPage {
    /** The id of the view. */
    public static final String ID = "org.foliot.ui.figure";

    private static final String BEGINNING = "figure-1.";

    @Override
    String write(RunView run) throws IOException {
        StringWriter page = new StringWriter();
        page.write("<!DOCTYPE html><meta charset=\"utf-8\"><body style=\"background:#fff;margin:8px\">");
        for (Map.Entry<String, WholeFile.Content> picture : RunPictures.of(run).entrySet()) {
            if (picture.getKey().startsWith(BEGINNING)) {
                StringWriter svg = new StringWriter();
                picture.getValue().writeTo(svg);
                // The declaration of a file of its own has no place inside of a page.
                page.write(svg.toString().replaceFirst("^<\\?xml[^>]*\\?>", ""));
            }
        }
        return page.toString();
    }

    @Override
    String greeting() {
        return "";
    }
}
