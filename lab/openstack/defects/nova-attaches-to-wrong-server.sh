# Nova attaches a volume to another server of the project than it says (openstack/drivers/nova_api_wsgi.py)
# shellcheck shell=bash
on() { :; }
off() {
  # Kubernetes never looks for it there: nobody else would detach it
  local server volume
  while read -r server volume; do
    detach "$server" "$volume"
  done < <(box sh -c "cat '$MADE/$NAME' 2>/dev/null" || true)
  box rm -f "$MADE/$NAME"
  attach_and_detach_again
  # An attachment that comes to be when its pod has just gone is one that Kubernetes never detaches: let it come first.
  eventually 90 nothing_is_being_attached || true   # what else is pending is not this defect's
}
detach() { # SERVER VOLUME
  if is_attached "$1" "$2"; then
    "$LAB" openstack server remove volume "$1" "$2" </dev/null
    eventually 60 is_free "$1" "$2"
  fi
}
is_attached() {
  "$LAB" openstack volume show "$2" --format value --column attachments </dev/null 2>/dev/null | grep -q "$1"
}
is_free() { ! is_attached "$@"; }
