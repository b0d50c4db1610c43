package dev.slipway.line.host;

import dev.slipway.line.group.Group;
import dev.slipway.line.host.file.GroupFolder;
import dev.slipway.line.host.file.SlotFile;
import dev.slipway.line.host.machine.Machine;
import dev.slipway.line.host.machine.VirtualHosts;
import dev.slipway.line.setting.Settings;

/** One requested server group, and the machine that it is set up on. */
record GroupContext(
        Settings settings,
        Machine machine,
        Hosting hosting,
        SlotFile slots,
        VirtualHosts virtualHosts,
        Group group,
        GroupFolder folder) {}
