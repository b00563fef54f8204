package org.foliot.report;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import org.foliot.export.JsonDocument;
import org.foliot.report.chart.Axis;
import org.foliot.report.chart.Chart;
import org.foliot.report.chart.Point;
import org.foliot.report.chart.Series;

/** Writes a chart into the data of a page: a point is a list of x, y and, with an interval, its low and high end. */
final class ChartDocument {
    private ChartDocument() {}

    static void write(Chart chart, JsonWriter json) throws IOException {
        json.beginObject();
        json.name("title").value(chart.title());
        json.name("note").value(chart.note());
        json.name("x");
        axis(chart.x(), json);
        json.name("y");
        axis(chart.y(), json);
        json.name("series").beginArray();
        for (Series series : chart.series()) {
            json.beginObject();
            json.name("name").value(series.name());
            json.name("style").value(JsonDocument.word(series.style()));
            json.name("points").beginArray();
            for (Point point : series.points()) {
                json.beginArray().value(point.x()).value(point.y());
                if (point.interval().isPresent()) {
                    json.value(point.interval().get().low())
                            .value(point.interval().get().high());
                }
                json.endArray();
            }
            json.endArray();
            json.endObject();
        }
        json.endArray();
        json.endObject();
    }

    private static void axis(Axis axis, JsonWriter json) throws IOException {
        json.beginObject();
        json.name("title").value(axis.title());
        json.name("unit").value(axis.unit());
        json.name("scale").value(JsonDocument.word(axis.scale()));
        JsonDocument.texts(json, "categories", axis.categories());
        json.endObject();
    }
}
