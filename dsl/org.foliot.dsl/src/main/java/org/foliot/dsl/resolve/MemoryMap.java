package org.foliot.dsl.resolve;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.emf.ecore.EObject;
import org.foliot.api.memory.MemoryRegion;
import org.foliot.dsl.Codes;
import org.foliot.dsl.foliot.FoliotPackage;
import org.foliot.dsl.foliot.Guest;
import org.foliot.dsl.foliot.GuestMember;
import org.foliot.dsl.foliot.GuestMemory;
import org.foliot.dsl.foliot.Region;
import org.foliot.dsl.foliot.Value;
import org.foliot.dsl.messages.Spelling;
import org.foliot.time.Address;
import org.foliot.time.ByteSize;

/** Reads a guest's physical address space: its RAM and the regions beside it, none of which may overlap. */
final class MemoryMap {
    private static final ByteSize GRANULE = ByteSize.ofKibibytes(4);
    private static final List<String> KINDS = List.of("reserved", "flash", "device");

    private final Values values;
    private final Findings findings;

    MemoryMap(Values values, Findings findings) {
        this.values = values;
        this.findings = findings;
    }

    /** RAM first, then the regions in the order of their declaration, those that overlap left out. */
    List<MemoryRegion> read(Guest guest, Collection<GuestMember> members, ByteSize page) {
        List<MemoryRegion> regions = new ArrayList<>();
        Optional<GuestMemory> memory = Refinement.find(members, GuestMemory.class);
        ByteSize size = memory.flatMap(m -> values.size(m.getSize(), "guest memory", page))
                .orElse(Defaults.GUEST_MEMORY);
        Address start = memory.filter(m -> m.getAddress() != null)
                .flatMap(m -> aligned(m.getAddress(), page))
                .orElse(Defaults.GUEST_MEMORY_START);
        EObject place = memory.map(EObject.class::cast).orElse(guest);
        region("memory", start, size, MemoryRegion.Kind.RAM, true, place).ifPresent(regions::add);
        for (GuestMember member : members) {
            if (member instanceof Region region && region.getName() != null) {
                read(region).ifPresent(r -> add(r, region, regions));
            }
        }
        return List.copyOf(regions);
    }

    private Optional<MemoryRegion> read(Region region) {
        Optional<Address> start = aligned(region.getAddress(), GRANULE);
        Optional<ByteSize> size = values.size(region.getSize(), "a region", GRANULE);
        if (!KINDS.contains(region.getKind())) {
            if (region.getKind() != null) {
                findings.error(
                        Codes.WORD_UNKNOWN,
                        region,
                        FoliotPackage.Literals.REGION__KIND,
                        "there is no kind of region " + region.getKind(),
                        Spelling.remedy(region.getKind(), KINDS, "kinds of region"),
                        Spelling.nearest(region.getKind(), KINDS));
            }
            return Optional.empty();
        } else if (start.isEmpty() || size.isEmpty()) {
            return Optional.empty();
        }
        MemoryRegion.Kind kind = MemoryRegion.Kind.valueOf(region.getKind().toUpperCase(Locale.ROOT));
        return region(region.getName(), start.get(), size.get(), kind, kind != MemoryRegion.Kind.FLASH, region);
    }

    private Optional<Address> aligned(Value value, ByteSize granule) {
        Optional<Address> address = values.address(value);
        if (address.isPresent() && !address.get().isAlignedTo(granule)) {
            findings.error(
                    Codes.REGION_ALIGNMENT,
                    value,
                    null,
                    address.get() + " is not a multiple of " + granule,
                    "the one below is " + new Address(address.get().value() & -granule.bytes()),
                    List.of(new Address(address.get().value() & -granule.bytes()).toString()));
            return Optional.empty();
        }
        return address;
    }

    private Optional<MemoryRegion> region(
            String name, Address start, ByteSize size, MemoryRegion.Kind kind, boolean writable, EObject place) {
        if (start.value() < 0 || start.value() + size.bytes() < 0) {
            findings.error(
                    Codes.VALUE_RANGE,
                    place,
                    name + " at " + start + " of " + size + " reaches beyond the address space",
                    "guest physical addresses have 63 bits here");
            return Optional.empty();
        }
        return Optional.of(new MemoryRegion(name, start, size, kind, writable));
    }

    private void add(MemoryRegion added, Region source, List<MemoryRegion> regions) {
        for (MemoryRegion present : regions) {
            if (present.overlaps(added)) {
                findings.error(
                        Codes.REGION_OVERLAP,
                        source,
                        FoliotPackage.Literals.REGION__NAME,
                        added.describe() + " overlaps " + present.describe(),
                        "the first address after " + present.name() + " is " + new Address(present.end()));
                return;
            }
        }
        regions.add(added);
    }
}
