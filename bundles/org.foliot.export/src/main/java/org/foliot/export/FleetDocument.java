package org.foliot.export;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.foliot.admission.Fleet;
import org.foliot.admission.Fleet.Guest;
import org.foliot.admission.Fleet.GuestClass;
import org.foliot.admission.Fleet.HostClass;
import org.foliot.admission.Obstacle;
import org.foliot.api.host.Implementation;
import org.foliot.api.host.ProcessorFeatures;

/**
 * A fleet as JSON: classes of hosts, classes of guests, and an edge between each two of them. The verdict about a guest and a
 * host is that of their classes, but for a guest and its home, which stands with the guest.
 */
public final class FleetDocument {
    private final JsonWriter json;

    private FleetDocument(JsonWriter json) {
        this.json = json;
    }

    /** Writes a fleet; the writer stays open. */
    public static void write(Fleet fleet, Writer out) throws IOException {
        JsonWriter json = JsonDocument.writer(out);
        new FleetDocument(json).fleet(fleet);
        JsonDocument.finish(json, out);
    }

    private void fleet(Fleet fleet) throws IOException {
        json.beginObject();
        json.name("schema").value(JsonDocument.SCHEMA);
        json.name("hosts").value(fleet.hostCount());
        json.name("guests").value(fleet.guestCount());
        json.name("pairs").value((long) fleet.hostCount() * fleet.guestCount());
        json.name("suitable").value(fleet.suitable());
        json.name("host_classes").beginArray();
        for (HostClass hosts : fleet.hosts()) {
            hosts(hosts);
        }
        json.endArray();
        json.name("guest_classes").beginArray();
        for (GuestClass guests : fleet.guests()) {
            guests(fleet, guests);
        }
        json.endArray();
        json.name("edges").beginArray();
        for (GuestClass guests : fleet.guests()) {
            for (HostClass hosts : fleet.hosts()) {
                json.beginObject();
                json.name("guests").value(FleetNames.of(guests));
                json.name("hosts").value(FleetNames.of(hosts));
                List<Obstacle> obstacles = fleet.obstacles(guests, hosts);
                reasons(
                        obstacles,
                        guests.members().get(0).name(),
                        hosts.members().get(0).name());
                json.endObject();
            }
        }
        json.endArray();
        json.endObject();
    }

    private void reasons(List<Obstacle> obstacles, String guest, String host) throws IOException {
        json.name("suitable").value(obstacles.isEmpty());
        json.name("reasons").beginArray();
        for (Obstacle obstacle : obstacles) {
            json.beginObject();
            json.name("reason").value(obstacle.kind().word());
            json.name("sentence").value(obstacle.sentence(guest, host));
            json.endObject();
        }
        json.endArray();
    }

    private void hosts(HostClass hosts) throws IOException {
        json.beginObject();
        json.name("class").value(FleetNames.of(hosts));
        json.name("counter_hz").value(hosts.offer().facts().counter().hertz());
        json.name("kernel").value(hosts.offer().facts().release().toString());
        json.name("room_bytes").value(hosts.offer().room().bytes());
        json.name("implementations").beginArray();
        for (Implementation implementation : hosts.offer().implementations()) {
            implementation(implementation);
        }
        json.endArray();
        features(hosts.offer().features());
        JsonDocument.texts(json, "errata", hosts.offer().errata());
        JsonDocument.texts(json, "hosts", FleetNames.members(hosts));
        json.endObject();
    }

    private void guests(Fleet fleet, GuestClass guests) throws IOException {
        json.beginObject();
        json.name("class").value(FleetNames.of(guests));
        json.name("counter_hz").value(guests.needs().counter().hertz());
        json.name("memory_bytes").value(guests.needs().memory().bytes());
        json.name("structure_revision");
        if (guests.needs().structureRevision().isPresent()) {
            json.value(guests.needs().structureRevision().getAsInt());
        } else {
            json.nullValue();
        }
        json.name("implementation");
        implementation(guests.needs().implementation());
        features(guests.needs().features());
        JsonDocument.texts(json, "workarounds", guests.needs().workarounds());
        json.name("targets").beginArray();
        for (Implementation target : guests.needs().targets()) {
            implementation(target);
        }
        json.endArray();
        json.name("guests").beginArray();
        for (Guest guest : guests.members()) {
            json.beginObject();
            json.name("guest").value(guest.name());
            json.name("home").value(guest.home());
            reasons(fleet.atHome(guest), guest.name(), guest.home());
            json.endObject();
        }
        json.endArray();
        json.endObject();
    }

    private void implementation(Implementation implementation) throws IOException {
        json.beginObject();
        json.name("midr").value("0x" + Long.toHexString(implementation.midr()));
        json.name("revidr").value("0x" + Long.toHexString(implementation.revidr()));
        json.name("aidr").value("0x" + Long.toHexString(implementation.aidr()));
        json.endObject();
    }

    private void features(ProcessorFeatures features) throws IOException {
        json.name("features").beginObject();
        for (ProcessorFeatures.Field field : ProcessorFeatures.Field.all()) {
            json.name(field.word()).value(features.get(field));
        }
        json.endObject();
    }
}
