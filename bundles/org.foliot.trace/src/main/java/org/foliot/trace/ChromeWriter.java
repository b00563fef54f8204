package org.foliot.trace;

import com.google.gson.stream.JsonWriter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.foliot.time.Duration;

/**
 * Writes Trace Event Format, the JSON of chrome://tracing ("Trace Event Format", Google, 2016): machines are processes, lanes
 * are threads. Timestamps are microseconds with six decimals, so picoseconds are not lost.
 */
final class ChromeWriter implements TrackWriter {
    private static final String EVENT = "e";

    /**
     * Where a lane or counter is.
     *
     * @param process number of the machine
     * @param thread number of the lane in it, 0 for the machine itself
     * @param name of a counter, which has no number
     */
    private record Place(int process, int thread, String name) {}

    private final JsonWriter json;
    private final List<Place> places = new ArrayList<>();
    private int machines;
    private long arrows;

    ChromeWriter(OutputStream out) throws IOException {
        json = new JsonWriter(new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16));
        json.setHtmlSafe(false);
        json.beginObject();
        json.name("displayTimeUnit").value("ns");
        json.name("traceEvents").beginArray();
    }

    private int add(Place place) {
        places.add(place);
        return places.size() - 1;
    }

    @Override
    public int machine(String name) throws IOException {
        int process = ++machines;
        int number = add(new Place(process, 0, ""));
        describe("process_name", "name", name, process, 0);
        describe("process_sort_index", process, process, 0);
        describe("thread_name", "name", "events", process, 0);
        return number;
    }

    @Override
    public int lane(int machine, String name) throws IOException {
        int process = places.get(machine).process();
        int number = add(new Place(process, places.size() - machine, ""));
        int thread = places.get(number).thread();
        describe("thread_name", "name", name, process, thread);
        describe("thread_sort_index", thread, process, thread);
        return number;
    }

    @Override
    public int counter(int machine, String name) {
        return add(new Place(places.get(machine).process(), 0, name));
    }

    private void describe(String what, String key, String text, int process, int thread) throws IOException {
        begin("M", process, thread).name("name").value(what);
        json.name("args").beginObject().name(key).value(text).endObject();
        end();
    }

    private void describe(String what, int order, int process, int thread) throws IOException {
        begin("M", process, thread).name("name").value(what);
        json.name("args").beginObject().name("sort_index").value(order).endObject();
        end();
    }

    private JsonWriter begin(String phase, int process, int thread) throws IOException {
        json.beginObject();
        return json.name("ph")
                .value(phase)
                .name("pid")
                .value(process)
                .name("tid")
                .value(thread);
    }

    private void begin(String phase, Place place, long instant, String category, String name) throws IOException {
        begin(phase, place.process(), place.thread());
        json.name("ts").jsonValue(microseconds(instant));
        json.name("cat").value(category).name("name").value(name);
    }

    private void end() throws IOException {
        json.endObject();
    }

    private static String microseconds(long picoseconds) {
        long whole = picoseconds / Duration.PS_PER_MICRO;
        long rest = picoseconds % Duration.PS_PER_MICRO;
        if (rest == 0) {
            return Long.toString(whole);
        }
        String digits = Long.toString(Duration.PS_PER_MICRO + rest);
        int last = digits.length();
        while (digits.charAt(last - 1) == '0') {
            last--;
        }
        return whole + "." + digits.substring(1, last);
    }

    @Override
    public void slice(int lane, long start, long end, String category, String name) throws IOException {
        begin("X", places.get(lane), start, category, name);
        json.name("dur").jsonValue(microseconds(end - start));
        end();
    }

    @Override
    public void mark(int lane, long instant, String category, String name, SortedMap<String, String> details)
            throws IOException {
        Place place = places.get(lane);
        begin("i", place, instant, category, name);
        json.name("s").value(place.thread() == 0 ? "p" : "t");
        json.name("args").beginObject();
        for (Map.Entry<String, String> detail : details.entrySet()) {
            json.name(detail.getKey()).value(detail.getValue());
        }
        json.endObject();
        end();
    }

    @Override
    public void arrow(int from, int to, long instant, String category, String name) throws IOException {
        arrows++;
        // An arrow goes from slice to slice, so there has to be one at either end.
        slice(from, instant, instant + Duration.PS_PER_MICRO, category, name + " leaves");
        flow("s", from, instant, category, name);
        slice(to, instant, instant + Duration.PS_PER_MICRO, category, name + " arrives");
        flow("f", to, instant, category, name);
    }

    private void flow(String phase, int lane, long instant, String category, String name) throws IOException {
        begin(phase, places.get(lane), instant, category, name);
        json.name("id").value(arrows);
        json.name("bp").value(EVENT);
        end();
    }

    @Override
    public void value(int counter, long instant, long nanoseconds) throws IOException {
        Place place = places.get(counter);
        begin("C", place.process(), 0);
        json.name("ts").jsonValue(microseconds(instant));
        json.name("name").value(place.name());
        json.name("args").beginObject().name("ns").value(nanoseconds).endObject();
        end();
    }

    @Override
    public void finish() throws IOException {
        json.endArray();
        json.endObject();
        json.close();
    }
}
