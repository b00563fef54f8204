/** What people can set about runs in the workbench. */
package org.foliot.ui.preferences;
