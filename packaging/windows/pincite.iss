; Inno Setup 6 script. UNTESTED: it was written without a Windows machine; see docs/packaging.md.
; iscc /DVersion=0.1.0 /DBundle=dist\pincite /DMade=dist\made packaging\windows\pincite.iss
#ifndef Version
  #error Give the version: /DVersion=0.1.0
#endif
#ifndef Bundle
  #define Bundle "..\..\dist\pincite"
#endif
#ifndef Made
  #define Made "..\..\dist\made"
#endif

[Setup]
AppId={{6B0B6E0B-5F0C-4F0E-9E56-4B7E8D0B6A11}
AppName=Pincite
AppVersion={#Version}
AppVerName=Pincite {#Version}
VersionInfoVersion={#Version}
DefaultDirName={autopf}\Pincite
DefaultGroupName=Pincite
DisableProgramGroupPage=yes
; For this user alone unless an administrator chooses otherwise.
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
LicenseFile=..\..\LICENSE
SetupIconFile={#Made}\pincite.ico
UninstallDisplayIcon={app}\pincite.exe
OutputBaseFilename=pincite-{#Version}-windows
Compression=lzma2/max
SolidCompression=yes
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
ChangesAssociations=yes
CloseApplications=yes
; Signing: see docs/packaging.md. SignTool=pincite
; SignedUninstaller=yes

[Files]
Source: "{#Bundle}\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs
Source: "{#Made}\pincite-case.ico"; DestDir: "{app}"; Flags: ignoreversion
Source: "..\..\LICENSE"; DestDir: "{app}"; DestName: "LICENSE.txt"; Flags: ignoreversion

[InstallDelete]
; An update leaves no file of the version before.
Type: filesandordirs; Name: "{app}\_internal"

[Icons]
Name: "{autoprograms}\Pincite"; Filename: "{app}\pincite.exe"

[Registry]
; pincite: links of reports.
Root: HKA; Subkey: "Software\Classes\pincite"; ValueType: string; ValueData: "URL:Pincite passage"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\pincite"; ValueType: string; ValueName: "URL Protocol"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\pincite\DefaultIcon"; ValueType: string; ValueData: "{app}\pincite.exe,0"
Root: HKA; Subkey: "Software\Classes\pincite\shell\open\command"; ValueType: string; ValueData: """{app}\pincite.exe"" ""%1"""
; A case is a folder: Windows offers "Open in Pincite" in the menu of folders whose name ends so.
Root: HKA; Subkey: "Software\Classes\Directory\shell\Pincite"; ValueType: string; ValueData: "Open in Pincite"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Directory\shell\Pincite"; ValueType: string; ValueName: "AppliesTo"; ValueData: "System.FileName:""*.pincite"""
Root: HKA; Subkey: "Software\Classes\Directory\shell\Pincite"; ValueType: string; ValueName: "Icon"; ValueData: "{app}\pincite-case.ico"
Root: HKA; Subkey: "Software\Classes\Directory\shell\Pincite\command"; ValueType: string; ValueData: """{app}\pincite.exe"" ""%1"""

[Run]
Filename: "{app}\pincite-cli.exe"; Parameters: "self-check"; Description: "Check that everything works"; Flags: postinstall nowait skipifsilent unchecked
Filename: "{app}\pincite.exe"; Description: "Start Pincite"; Flags: postinstall nowait skipifsilent

[Code]
procedure CurUninstallStepChanged(CurUninstallStep: TUninstallStep);
begin
  if CurUninstallStep = usPostUninstall then
    if not UninstallSilent then
      if MsgBox('Also remove the settings and search indexes of this user? Cases stay where they are.',
                mbConfirmation, MB_YESNO or MB_DEFBUTTON2) = IDYES then
        DelTree(ExpandConstant('{localappdata}\Pincite'), True, True, True);
end;
