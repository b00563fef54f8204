package org.foliot.dsl.ide.meaning;

import java.util.Optional;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.xtext.EcoreUtil2;
import org.foliot.dsl.foliot.CpuCount;
import org.foliot.dsl.foliot.FoliotPackage;
import org.foliot.dsl.foliot.Guest;
import org.foliot.dsl.foliot.Host;
import org.foliot.dsl.foliot.Member;
import org.foliot.dsl.foliot.MemberPart;
import org.foliot.dsl.foliot.NumberValue;
import org.foliot.dsl.foliot.Parameter;
import org.foliot.dsl.foliot.Part;
import org.foliot.dsl.foliot.Process;
import org.foliot.dsl.foliot.Ranges;
import org.foliot.dsl.foliot.Root;
import org.foliot.dsl.foliot.Task;
import org.foliot.dsl.foliot.Value;
import org.foliot.dsl.foliot.VcpuCount;
import org.foliot.dsl.foliot.WordValue;
import org.foliot.dsl.resolve.Defaults;
import org.foliot.dsl.resolve.Refinement;

/** How many there are of what is numbered: processors, vCPUs, tasks and processes of one name. Never fails on half a file. */
public final class Counts {
    private static final int DEEPEST = 16;
    private static final int MOST = 4096;

    private Counts() {}

    /** Processors of a host, or vCPUs that a guest can ever have. */
    public static int processors(Root root) {
        if (root instanceof Host host) {
            return Refinement.find(Refinement.members(host), CpuCount.class)
                    .map(c -> number(c.getCount(), Defaults.CPUS))
                    .orElse(Defaults.CPUS);
        } else if (root instanceof Guest guest) {
            return Refinement.find(Refinement.members(guest), VcpuCount.class)
                    .map(c -> number(c.getPossible() == null ? c.getCount() : c.getPossible(), Defaults.CPUS))
                    .orElse(Defaults.CPUS);
        }
        return Defaults.CPUS;
    }

    /** Instances of a task or process; 1 for what is not numbered. */
    public static int instances(Member member) {
        Value count = member instanceof Task task
                ? task.getCount()
                : member instanceof Process process ? process.getCount() : null;
        return count == null ? 1 : number(count, 1);
    }

    /**
     * How many things a number can select at a place: behind {@code on cpu}, in the brackets of a path, before a block of
     * {@code cpu} or {@code vcpu}.
     *
     * @param part the part of the path that is being written
     * @param root what the path begins with
     */
    public static int selectable(EObject place, Optional<Part> part, Optional<Root> root) {
        if (part.isPresent() && part.get() instanceof MemberPart member && member.getMember() != null) {
            return instances(member.getMember());
        } else if (part.isPresent() && root.isPresent()) {
            return processors(root.get());
        }
        Host host = EcoreUtil2.getContainerOfType(place, Host.class);
        Guest guest = EcoreUtil2.getContainerOfType(place, Guest.class);
        if (host != null) {
            return processors(host);
        } else if (guest != null) {
            return areVcpus(place)
                    ? processors(guest)
                    : Refinement.hostOf(guest).map(Counts::processors).orElse(1);
        }
        return 0;
    }

    private static boolean areVcpus(EObject place) {
        Ranges ranges = EcoreUtil2.getContainerOfType(place, Ranges.class);
        EObject list = ranges == null ? place : ranges;
        return list.eContainingFeature() == FoliotPackage.Literals.PROCESS__VCPUS
                || list.eContainingFeature() == FoliotPackage.Literals.VCPU_PLACEMENT__VCPUS
                || EcoreUtil2.getContainerOfType(place, Process.class) != null;
    }

    private static int number(Value value, int otherwise) {
        Value at = value;
        for (int depth = 0; depth < DEEPEST && at instanceof WordValue word; depth++) {
            at = word.getReference() instanceof Parameter p && !p.eIsProxy() ? p.getValue() : null;
        }
        try {
            return at instanceof NumberValue number && number.getNumber() != null
                    ? Math.max(
                            0, Math.min(MOST, Integer.decode(number.getNumber().replace("_", ""))))
                    : otherwise;
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
