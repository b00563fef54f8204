package org.foliot.report;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.foliot.export.FileNames;
import org.foliot.export.WholeFile;
import org.foliot.report.RunFacts.GuestFact;
import org.foliot.report.chart.ChartPicture;

/** The static pictures of a run, each with the end of the name that its file has. */
public final class RunPictures {
    private RunPictures() {}

    /**
     * All pictures of a run: {@code timeline.svg}, {@code figure-1.GUEST.svg} for the vCPU of each guest that most was stolen
     * from, and {@code costs.svg} where a guest has stolen time.
     */
    public static Map<String, WholeFile.Content> of(RunView view) {
        Map<String, WholeFile.Content> pictures = new LinkedHashMap<>();
        pictures.put("timeline.svg", out -> TimelinePicture.write(view, out));
        for (GuestFact guest : view.facts().guests()) {
            String name = FileNames.of(guest.name());
            long end = view.facts().manifest().end();
            mostStolen(view, guest.name()).ifPresent(lane -> {
                pictures.put("figure-1." + name + ".svg", out -> FigurePicture.write(lane, end, out));
            });
        }
        List<Cost> costs = Cost.of(view.facts());
        if (!costs.isEmpty()) {
            pictures.put("costs.svg", out -> ChartPicture.write(Cost.chart(costs), out));
        }
        return pictures;
    }

    private static Optional<Lane> mostStolen(RunView view, String guest) {
        return view.vcpus().stream()
                .filter(l -> l.owner().equals(guest))
                .max(Comparator.comparingLong((Lane l) -> l.total("waiting"))
                        .thenComparing(Lane::subject, Paths.ORDER.reversed()));
    }
}
