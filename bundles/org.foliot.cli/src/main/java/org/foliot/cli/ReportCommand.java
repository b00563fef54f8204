package org.foliot.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.foliot.export.FileNames;
import org.foliot.export.WholeFile;
import org.foliot.report.Report;
import org.foliot.report.ReportPage;
import org.foliot.report.RunPictures;
import org.foliot.report.RunView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a page, and pictures, of recorded runs. */
@Command(
        name = "report",
        description = "Make one page that shows recorded runs, and pictures of them.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the page was written, whatever came of the runs",
            "2:the command line is wrong, a run cannot be read, or a file cannot be written",
            "4:Foliot failed"
        })
final class ReportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN", arity = "1..*", description = "Directories that foliot run --out has written.")
    private List<Path> runs = new ArrayList<>();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "report.html",
            description = "Where the page goes; ${DEFAULT-VALUE} by default.")
    private Path out;

    @Option(names = "--svg", description = "Also write each picture as SVG beside the page.")
    private boolean svg;

    @Override
    public Integer call() {
        List<RunView> views = new ArrayList<>();
        for (Path run : runs) {
            views.add(RunView.read(run));
        }
        Report report = Report.of(views);
        if (svg) {
            writePictures(report);
        }
        write(out, writer -> ReportPage.write(report, writer));
        return ExitCode.OK;
    }

    private void writePictures(Report report) {
        String page = Objects.toString(out.getFileName(), "");
        String stem = page.replaceFirst("\\.html?$", "");
        for (int i = 0; i < report.runs().size(); i++) {
            String label = report.labels().get(i);
            String before = report.runs().size() == 1 ? stem : stem + "." + FileNames.of(label);
            for (Map.Entry<String, WholeFile.Content> picture :
                    RunPictures.of(report.runs().get(i)).entrySet()) {
                write(out.resolveSibling(before + "." + picture.getKey()), picture.getValue());
            }
        }
    }

    private void write(Path file, WholeFile.Content content) {
        WholeFile.write(file, content);
        PrintWriter stdout = spec.commandLine().getOut();
        stdout.println("wrote " + file);
        stdout.flush();
    }
}
